package org.ecluse.web.console.frame;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.ecluse.server.access.Page;
import org.ecluse.server.access.PageRequest;
import org.primefaces.model.FilterMeta;
import org.primefaces.model.LazyDataModel;
import org.primefaces.model.SortMeta;

/** Shows a service's paged list in a table, one page at a time. */
public class PagedModel<T> extends LazyDataModel<T> {
    private static final long serialVersionUID = 1L;

    private final Source<T> source;

    /** Where the pages come from. */
    public interface Source<T> extends Serializable {
        Page<T> page(PageRequest request);
    }

    public PagedModel(Source<T> source) {
        this.source = source;
    }

    @Override
    public int count(Map<String, FilterMeta> filterBy) {
        return (int) source.page(new PageRequest(0, 1)).total();
    }

    @Override
    public List<T> load(int first, int pageSize, Map<String, SortMeta> sortBy, Map<String, FilterMeta> filterBy) {
        int limit = Math.min(Math.max(pageSize, 1), PageRequest.LARGEST);
        return source.page(new PageRequest(Math.min(first, Page.COUNTED), limit))
                .items();
    }
}
