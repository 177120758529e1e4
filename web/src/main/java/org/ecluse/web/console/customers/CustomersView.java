package org.ecluse.web.console.customers;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.ZoneId;
import java.util.List;
import org.ecluse.server.directory.Customer;
import org.ecluse.server.directory.DirectoryService;
import org.ecluse.web.console.frame.Feedback;
import org.ecluse.web.security.CurrentViewer;

/** Customers, and the form that adds or changes one. */
@Named
@ViewScoped
public class CustomersView implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DirectoryService directory;

    @Inject
    private CurrentViewer current;

    @Inject
    private Feedback feedback;

    private Long editedId;
    private String name = "";
    private String locale = "fr";
    private String zone = "Europe/Paris";

    public List<Customer> getCustomers() {
        return directory.customers(current.viewer());
    }

    /** Zones of places; offsets and historic names would only confuse. */
    public List<String> getZones() {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(id ->
                        id.matches("(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+|UTC"))
                .sorted()
                .toList();
    }

    public void edit(long id) {
        Customer customer = directory.customer(current.viewer(), id);
        editedId = id;
        name = customer.name();
        locale = customer.locale();
        zone = customer.zone().getId();
    }

    public void clear() {
        editedId = null;
        name = "";
    }

    public void save() {
        boolean saved = feedback.attempt(() -> {
            if (editedId == null) {
                directory.createCustomer(current.viewer(), name, locale, zone);
            } else {
                directory.changeCustomer(current.viewer(), editedId, name, locale, zone);
            }
        });
        if (saved) {
            feedback.done("customers.saved", name);
            clear();
        }
    }

    public boolean isEditing() {
        return editedId != null;
    }

    public String getName() {
        return name;
    }

    public void setName(String value) {
        name = value;
    }

    public String getLocale() {
        return locale;
    }

    public void setLocale(String value) {
        locale = value;
    }

    public String getZone() {
        return zone;
    }

    public void setZone(String value) {
        zone = value;
    }
}
