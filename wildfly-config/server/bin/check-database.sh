# shellcheck shell=sh
# Read by standalone.conf at every start. After a kill or a power loss H2 may be unable to open its own file ("Double mark", h2database issue 2752),
# though all that was committed can still be read from it by H2's recovery tool. Without this the server would not start. The damaged file is
# kept beside the new one. The look is read-only: to open and close such a file for writing is what damages it, through the compaction at the close, which
# is off (MAX_COMPACT_TIME). Rows that are missing afterwards do no harm to mail: content without a row is taken in again.

database_option() { printf '%s' "${SERVER_OPTS:-}" | tr '"' '\n' | sed -n "s/^-D$1=//p" | tail -n 1; }

database_tool() {
   tool=$1
   shift
   "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$database_jar" "org.h2.tools.$tool" "$@" 2>&1
}

check_database() {
   base=$(database_option jboss.server.base.dir)
   data=$(database_option ecluse.data.dir)
   folder=${data:-${ECLUSE_DATA_DIR:-${base:-$DIRNAME/../standalone}/data/ecluse}}/db
   [ -f "$folder/ecluse.mv.db" ] || return 0
   folder=$(cd "$folder" && pwd) || return 0
   database_jar=$(find "$DIRNAME/../modules/system/layers/base/com/h2database/h2/main" -name 'h2-*.jar')
   url="jdbc:h2:file:$folder/ecluse;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;MAX_COMPACT_TIME=0"
   case $(database_tool Shell -url "$url;IFEXISTS=TRUE;ACCESS_MODE_DATA=r" -user sa -password sa -sql 'SELECT 1') in
      *'[90030-'*) repair_database ;;
   esac
}

repair_database() {
   damaged=$folder/ecluse.damaged-$(date -u +%Y%m%dT%H%M%SZ).mv.db
   echo "The database cannot be opened; it is restored from what can be read of it. The damaged file is kept: $damaged"
   database_tool Recover -dir "$folder" -db ecluse || return 0
   mv "$folder/ecluse.mv.db" "$damaged"
   if database_tool RunScript -url "$url" -user sa -password sa -script "$folder/ecluse.h2.sql"; then
      rm -f "$folder/ecluse.h2.sql" "$folder/ecluse.mv.txt"
      echo "The database is restored."
   else
      echo "The database could not be restored; nothing was changed."
      mv "$damaged" "$folder/ecluse.mv.db"
   fi
}

check_database
