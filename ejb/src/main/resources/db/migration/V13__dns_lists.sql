-- DNS block and allow lists (B9), asked for the whole service. None is asked until somebody adds it. How each fares is known to
-- every node by itself: they may have different resolvers.
CREATE TABLE dns_list (
    name       VARCHAR(40)   PRIMARY KEY,            -- UPPER_SNAKE, made of the title; ends the symbol
    title      VARCHAR(40)   NOT NULL,
    zone_name  VARCHAR(150)  NOT NULL UNIQUE,
    kind       VARCHAR(8)    NOT NULL,               -- BLOCK | ALLOW
    asked      VARCHAR(24)   NOT NULL,               -- IPV4 IPV6 DOMAIN, blanks between
    codes      VARCHAR(8000) NOT NULL,               -- a line for each documented answer: pattern, strength, meaning
    active     BOOLEAN       NOT NULL,
    created_by VARCHAR(320)  NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
