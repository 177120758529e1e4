package org.ecluse.testkit;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;

/** Local caches as the server has them, without a container. */
public final class TestCaches implements AutoCloseable {
    private static final Logger QUIET = Logger.getLogger("org.infinispan");

    private final DefaultCacheManager manager;

    public TestCaches() {
        QUIET.setLevel(Level.WARNING);
        manager = new DefaultCacheManager(
                new GlobalConfigurationBuilder().nonClusteredDefault().build());
    }

    /** In memory only. */
    public Cache<String, String> memory(String name, int size) {
        return define(name, bounded(size));
    }

    /** In memory up to {@code size}, and all of it in a file store below {@code folder}. */
    public Cache<String, String> stored(String name, int size, Path folder) {
        ConfigurationBuilder configuration = bounded(size);
        configuration
                .persistence()
                .passivation(false)
                .addSoftIndexFileStore()
                .dataLocation(folder.resolve("data").toString())
                .indexLocation(folder.resolve("index").toString())
                .purgeOnStartup(false)
                .preload(false);
        return define(name, configuration);
    }

    private static ConfigurationBuilder bounded(int size) {
        ConfigurationBuilder configuration = new ConfigurationBuilder();
        configuration.statistics().enable();
        configuration.memory().maxCount(size);
        return configuration;
    }

    private Cache<String, String> define(String name, ConfigurationBuilder configuration) {
        manager.defineConfiguration(name, configuration.build());
        return manager.getCache(name);
    }

    @Override
    public void close() {
        manager.stop();
    }
}
