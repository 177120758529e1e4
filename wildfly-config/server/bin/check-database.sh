# shellcheck shell=sh
# Read by standalone.conf at every start. A kill or a power loss may leave a file that H2 cannot open (up to 2.2.224 it made such files itself,
# "Double mark", h2database issue 2752), though all that was committed can still be read from it by H2's recovery tool. Without this the server
# would not start. The look is read-only, and the damaged file is kept beside the new one. Rows that are missing afterwards do no harm to mail:
# content without a row is taken in again.

database_option() { printf '%s' "${SERVER_OPTS:-}" | tr '"' '\n' | sed -n "s/^-D$1=//p" | tail -n 1; }

database_mode='MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;MAX_COMPACT_TIME=0'

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
   case $(database_tool Shell -url "jdbc:h2:file:$folder/ecluse;$database_mode;IFEXISTS=TRUE;ACCESS_MODE_DATA=r" -user sa -password sa -sql 'SELECT 1') in
      *'[90030-'*) repair_database ;;
   esac
}

# The new database is made beside the old one and takes its name in one step: what is cut off here begins anew at the next start.
repair_database() {
   damaged=$folder/ecluse.damaged-$(date -u +%Y%m%dT%H%M%SZ).mv.db
   echo "The database cannot be opened; it is restored from what can be read of it. The damaged file is kept: $damaged"
   rm -f "$folder/restored.mv.db"
   if database_tool Recover -dir "$folder" -db ecluse &&
      database_tool RunScript -url "jdbc:h2:file:$folder/restored;$database_mode" -user sa -password sa -script "$folder/ecluse.h2.sql" &&
      sync "$folder/restored.mv.db" && ln "$folder/ecluse.mv.db" "$damaged" &&
      mv -f "$folder/restored.mv.db" "$folder/ecluse.mv.db"
   then
      echo "The database is restored."
   else
      echo "The database could not be restored; nothing was changed."
   fi
   rm -f "$folder/ecluse.h2.sql" "$folder/ecluse.mv.txt" "$folder/restored.mv.db"
}

check_database
