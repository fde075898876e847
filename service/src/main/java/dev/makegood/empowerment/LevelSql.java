package dev.makegood.empowerment;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

interface LevelSql {

    /** One version of a level, with who said so. */
    record Row(
            String level,
            long version,
            List<String> overLimitTo,
            @Nullable Integer replyMinutes,
            @Nullable String setByRole,
            @Nullable String setBySubject,
            Instant recordedAt) {}

    String COLUMNS = """
            v.level, v.version, v.over_limit_to, v.reply_minutes, e.role as set_by_role, e.subject as set_by_subject,
            v.recorded_at
            """;

    /** The last word on each level, or on one. */
    @SqlQuery("select distinct on (v.level) " + COLUMNS + """
            from level_version v left join principal e on e.id = v.set_by
            where v.level > :after and (:level::text is null or v.level = :level::text)
            order by v.level, v.version desc
            limit :most
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> levels(String after, @Nullable String level, int most);

    @SqlQuery("select " + COLUMNS + """
            from level_version v left join principal e on e.id = v.set_by
            where v.level = :level and v.version < :before
            order by v.version desc
            limit :most
            """)
    @RegisterConstructorMapper(Row.class)
    List<Row> versions(String level, long before, int most);
}
