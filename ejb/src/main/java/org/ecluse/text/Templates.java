package org.ecluse.text;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.utility.DeepUnwrap;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills the templates of mails and pages. Names end in {@code .ftlh} for HTML, where every value is escaped, or {@code .ftl} for
 * plain text. Templates speak with {@code say("key", …)} in the language of the given texts.
 */
public final class Templates {
    private static final Configuration CONFIGURATION = configuration();

    private Templates() {}

    /** @param name below {@code org/ecluse}, such as {@code digest/report.ftlh} */
    public static String fill(String name, Texts texts, Map<String, ?> model) {
        Map<String, Object> whole = new HashMap<>(model);
        whole.put("say", sayer(texts));
        whole.put("language", texts.locale().getLanguage());
        StringWriter filled = new StringWriter(16_384);
        try {
            CONFIGURATION.getTemplate(name).process(whole, filled);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + name, e);
        } catch (TemplateException e) {
            throw new IllegalStateException("template " + name, e);
        }
        return filled.toString();
    }

    private static TemplateMethodModelEx sayer(Texts texts) {
        return arguments -> texts.say(string(arguments, 0), rest(arguments));
    }

    private static Object[] rest(List<?> arguments) throws TemplateModelException {
        Object[] rest = new Object[arguments.size() - 1];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = DeepUnwrap.unwrap((TemplateModel) arguments.get(i + 1));
        }
        return rest;
    }

    private static String string(List<?> arguments, int index) throws TemplateModelException {
        return String.valueOf(DeepUnwrap.unwrap((TemplateModel) arguments.get(index)));
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_33);
        configuration.setTemplateLoader(new ClassTemplateLoader(Templates.class.getClassLoader(), "org/ecluse"));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setLocalizedLookup(false);
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        return configuration;
    }
}
