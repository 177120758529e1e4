package org.ecluse.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.TestPostgres;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Doubles that two simultaneous requests left behind become one line, on both databases, and there can be none any more. */
@Covers({"B2", "B6"})
class ListEntryMigrationTest {
    private static final String SCHEMA = "lists_before";

    /** Id, domain, recipient, colour, value, end, last use. */
    private static final List<String> LINES = List.of(
            "1, NULL, 'a@x.example', 'ALLOW', 'anna@p.example', TIMESTAMP WITH TIME ZONE '2027-06-01 00:00:00+00', NULL",
            "2, NULL, 'a@x.example', 'ALLOW', 'anna@p.example', TIMESTAMP WITH TIME ZONE '2028-06-01 00:00:00+00',"
                    + " TIMESTAMP WITH TIME ZONE '2026-02-02 00:00:00+00'",
            "3, NULL, 'a@x.example', 'BLOCK', 'anna@p.example', NULL, NULL",
            "4, NULL, 'b@x.example', 'ALLOW', 'anna@p.example', NULL, NULL",
            "5, NULL, NULL, 'ALLOW', 'anna@p.example', TIMESTAMP WITH TIME ZONE '2027-06-01 00:00:00+00', NULL",
            "6, NULL, NULL, 'ALLOW', 'anna@p.example', NULL, NULL",
            "7, 10, NULL, 'ALLOW', 'anna@p.example', NULL, NULL",
            "8, 11, NULL, 'ALLOW', 'anna@p.example', NULL, NULL",
            "9, 10, NULL, 'ALLOW', 'anna@p.example', NULL, NULL");

    @Test
    void onTheStandaloneDatabase() throws SQLException {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "sa",
                "");
        try (Connection kept = pool.getConnection()) {
            mergesDoubles(pool);
            assertThat(kept.isValid(1)).isTrue();
        } finally {
            pool.dispose();
        }
    }

    @Test
    void onPostgresql() throws Exception {
        Optional<TestPostgres> server = TestPostgres.shared();
        Assumptions.assumeTrue(server.isPresent(), "NOT RUN: PostgreSQL is not installed");
        DataSource database = server.get().dataSource();
        try {
            mergesDoubles(database);
        } finally {
            execute(database, "DROP SCHEMA IF EXISTS " + SCHEMA + " CASCADE");
        }
    }

    private static void mergesDoubles(DataSource database) throws SQLException {
        migrate(database, "23?");
        execute(database, insertions());
        migrate(database, "24");

        assertThat(lines(database))
                .containsExactly("1 ALLOW until 2028 used 2026", "3 BLOCK", "4 ALLOW", "5 ALLOW", "7 ALLOW", "8 ALLOW");
        assertThatThrownBy(() -> execute(
                        database,
                        "INSERT INTO " + SCHEMA
                                + ".list_entry SELECT 99, customer_id, domain_id, recipient, colour, kind,"
                                + " entry_value, note, expires_at, last_hit_at, created_by, created_at, owner FROM "
                                + SCHEMA + ".list_entry WHERE id = 5"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("list_entry_once");
    }

    private static void migrate(DataSource database, String target) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .schemas(SCHEMA)
                .target(target)
                .load()
                .migrate();
    }

    private static String[] insertions() {
        List<String> all = new ArrayList<>(
                List.of("INSERT INTO " + SCHEMA + ".customer VALUES (1, 'X', 'en', 'UTC', 0, CURRENT_TIMESTAMP)"));
        for (int domain : List.of(10, 11)) {
            all.add("INSERT INTO " + SCHEMA + ".domain (id, customer_id, name, recipient_check, unknown_recipients,"
                    + " auto_subscribe, active, created_at) VALUES (" + domain + ", 1, 'd" + domain
                    + ".example', 'LIST', 'REFUSE', TRUE, TRUE, CURRENT_TIMESTAMP)");
        }
        for (String line : LINES) {
            all.add("INSERT INTO " + SCHEMA + ".list_entry (id, domain_id, recipient, colour, entry_value, expires_at,"
                    + " last_hit_at, customer_id, kind, note, created_by, created_at) VALUES (" + line
                    + ", 1, 'ADDRESS', '', 'test', CURRENT_TIMESTAMP)");
        }
        return all.toArray(String[]::new);
    }

    private static List<String> lines(DataSource database) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT id, colour, EXTRACT(YEAR FROM expires_at) AS ends,"
                        + " EXTRACT(YEAR FROM last_hit_at) AS used FROM " + SCHEMA + ".list_entry ORDER BY id")) {
            while (row.next()) {
                int ends = row.getInt("ends");
                int used = row.getInt("used");
                lines.add(row.getLong("id") + " " + row.getString("colour") + (ends == 0 ? "" : " until " + ends)
                        + (used == 0 ? "" : " used " + used));
            }
        }
        return lines;
    }

    private static void execute(DataSource database, String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
