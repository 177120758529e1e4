package org.ecluse.testkit;

import jakarta.ejb.ApplicationException;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * The persistence unit on a database with the product's schema, without a container: a transaction is a call of {@link #inTransaction}, and
 * whatever runs in it shares one entity manager. Beans are wired by {@link #wire}.
 */
public final class TestPersistence {
    private static final Logger[] QUIET = {Logger.getLogger("org.hibernate"), Logger.getLogger("org.flywaydb")};
    private static TestPersistence only;

    private final DataSource dataSource;
    private final EntityManagerFactory factory;
    private final ThreadLocal<EntityManager> current = new ThreadLocal<>();
    private final EntityManager shared;

    /** The one of this JVM, emptied: starting Hibernate takes seconds. */
    public static synchronized TestPersistence empty() {
        if (only == null) {
            Arrays.stream(QUIET).forEach(logger -> logger.setLevel(Level.SEVERE));
            only = new TestPersistence(new TestDatabase().dataSource());
        }
        only.clear();
        return only;
    }

    /** One of its own on a database that has the product's schema. To be closed. */
    public static TestPersistence on(DataSource dataSource) {
        Arrays.stream(QUIET).forEach(logger -> logger.setLevel(Level.SEVERE));
        return new TestPersistence(dataSource);
    }

    public void close() {
        factory.close();
    }

    private void clear() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                Statement truncate = connection.createStatement()) {
            truncate.execute("SET REFERENTIAL_INTEGRITY FALSE");
            ResultSet tables = statement.executeQuery("SELECT table_name FROM information_schema.tables"
                    + " WHERE table_schema = 'public' AND table_name NOT LIKE 'flyway%'");
            while (tables.next()) {
                truncate.execute("TRUNCATE TABLE " + tables.getString(1));
            }
            truncate.execute("SET REFERENTIAL_INTEGRITY TRUE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TestPersistence(DataSource dataSource) {
        this.dataSource = dataSource;
        factory = Persistence.createEntityManagerFactory(
                "ecluse",
                Map.of(
                        "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource", dataSource,
                        "hibernate.connection.datasource", dataSource));
        shared = (EntityManager) Proxy.newProxyInstance(
                EntityManager.class.getClassLoader(),
                new Class<?>[] {EntityManager.class},
                (proxy, method, arguments) -> {
                    EntityManager bound = current.get();
                    if (bound == null) {
                        throw new IllegalStateException("no transaction");
                    }
                    try {
                        return method.invoke(bound, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** What beans get as their data source. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** What beans get as their entity manager. */
    public EntityManager entityManager() {
        return shared;
    }

    /** Runs {@code work} in a transaction, committed when it returns, rolled back when it throws; inside one, in that one. */
    public <T> T inTransaction(Supplier<T> work) {
        return current.get() != null ? work.get() : inNewTransaction(work);
    }

    private <T> T inNewTransaction(Supplier<T> work) {
        EntityManager suspended = current.get();
        EntityManager mine = factory.createEntityManager();
        current.set(mine);
        try {
            mine.getTransaction().begin();
            T result = work.get();
            mine.getTransaction().commit();
            return result;
        } finally {
            if (mine.getTransaction().isActive()) {
                mine.getTransaction().rollback();
            }
            mine.close();
            current.set(suspended);
        }
    }

    private <T> T withoutTransaction(Supplier<T> work) {
        EntityManager suspended = current.get();
        current.remove();
        try {
            return work.get();
        } finally {
            current.set(suspended);
        }
    }

    public void inTransaction(Runnable work) {
        inTransaction(() -> {
            work.run();
            return null;
        });
    }

    /** {@code row}, persisted in a transaction of its own. */
    public <T> T saved(T row) {
        inTransaction(() -> shared.persist(row));
        return row;
    }

    public long count(String from) {
        return inTransaction(() ->
                shared.createQuery("SELECT COUNT(x) FROM " + from, Long.class).getSingleResult());
    }

    /**
     * Gives every injected field of {@code bean} the part that fits its type; events are swallowed. A stateless session bean comes
     * back as the container gives it: each public method in the transaction its annotation asks for, an unchecked exception
     * that is no application exception wrapped.
     */
    public <T> T wire(T bean, Object... parts) {
        for (Field field : bean.getClass().getDeclaredFields()) {
            if (field.isAnnotationPresent(PersistenceContext.class)) {
                set(bean, field, shared);
            } else if (field.isAnnotationPresent(Inject.class)) {
                set(bean, field, part(field, parts));
            } else if (field.getType() == TransactionSynchronizationRegistry.class) {
                set(bean, field, silent(TransactionSynchronizationRegistry.class));
            } else if (field.getType() == DataSource.class) {
                set(bean, field, dataSource);
            }
        }
        return bean.getClass().isAnnotationPresent(Stateless.class) ? asSessionBean(bean) : bean;
    }

    @SuppressWarnings("unchecked")
    private <T> T asSessionBean(T bean) {
        InvocationHandler calls = (proxy, method, arguments) -> {
            Supplier<Object> work = () -> call(bean, method, arguments);
            try {
                return switch (attribute(bean.getClass(), method)) {
                    case REQUIRES_NEW -> inNewTransaction(work);
                    case NOT_SUPPORTED -> withoutTransaction(work);
                    default -> inTransaction(work);
                };
            } catch (CheckedException e) {
                throw e.getCause();
            } catch (EJBException e) {
                throw e;
            } catch (RuntimeException e) {
                throw e.getClass().isAnnotationPresent(ApplicationException.class) ? e : new EJBException(e);
            }
        };
        try {
            return (T) new ByteBuddy()
                    .subclass(bean.getClass())
                    .method(ElementMatchers.isPublic().and(ElementMatchers.isDeclaredBy(bean.getClass())))
                    .intercept(InvocationHandlerAdapter.of(calls))
                    .make()
                    .load(bean.getClass().getClassLoader(), ClassLoadingStrategy.Default.INJECTION)
                    .getLoaded()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Object bean, Method method, Object... arguments) {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new CheckedException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TransactionAttributeType attribute(Class<?> bean, Method method) {
        TransactionAttribute attribute = method.getAnnotation(TransactionAttribute.class);
        if (attribute == null) {
            attribute = bean.getAnnotation(TransactionAttribute.class);
        }
        return attribute == null ? TransactionAttributeType.REQUIRED : attribute.value();
    }

    private static final class CheckedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CheckedException(Throwable cause) {
            super(cause);
        }
    }

    private static Object part(Field field, Object... parts) {
        if (field.getType() == Event.class) {
            return silent(Event.class);
        }
        if (field.getType() == Instance.class) {
            return every(field, parts);
        }
        return Arrays.stream(parts)
                .filter(field.getType()::isInstance)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no part for " + field));
    }

    /** All parts of the type that an {@code Instance} asks for, to go through. */
    private static Object every(Field field, Object... parts) {
        Class<?> wanted = (Class<?>) ((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0];
        List<Object> found = Arrays.stream(parts).filter(wanted::isInstance).toList();
        return Proxy.newProxyInstance(
                Instance.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> method.getDeclaringClass() == Iterable.class
                        ? method.invoke(found, arguments)
                        : found.stream());
    }

    /** Takes every call and does nothing. */
    private static Object silent(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }

    private static void set(Object bean, Field field, Object value) {
        try {
            field.setAccessible(true);
            field.set(bean, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
