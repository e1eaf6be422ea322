--
-- PostgreSQL database dump
--

\restrict paf32OnfZfDRieIhfQyMdzaXvXxyP1I7cOUxYYyFLhfhQMKTnV3eWb5AvDpwCst

-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;


--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';


--
-- Name: postgis; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;


--
-- Name: EXTENSION postgis; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';


--
-- Name: riwaya_append_only(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.riwaya_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'rows are added, never changed'; END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: alert_marks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alert_marks (
    rule character varying NOT NULL,
    mark character varying NOT NULL
);


--
-- Name: alerts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alerts (
    id character varying NOT NULL,
    rule character varying NOT NULL,
    event character varying NOT NULL,
    channel character varying NOT NULL,
    target character varying NOT NULL,
    body text NOT NULL,
    made character varying NOT NULL,
    state character varying NOT NULL,
    tries integer NOT NULL,
    error text NOT NULL
);


--
-- Name: attempts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.attempts (
    key character varying NOT NULL,
    failures integer NOT NULL,
    last character varying NOT NULL
);


--
-- Name: audit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit (
    number integer NOT NULL,
    at character varying NOT NULL,
    who character varying NOT NULL,
    action character varying NOT NULL,
    target character varying NOT NULL,
    detail text NOT NULL
);


--
-- Name: audit_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.audit_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: audit_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.audit_number_seq OWNED BY public.audit.number;


--
-- Name: claim_states; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claim_states (
    claim character varying NOT NULL,
    decision character varying NOT NULL,
    corrected boolean NOT NULL,
    disputed boolean NOT NULL,
    assignee character varying NOT NULL
);


--
-- Name: claim_words; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claim_words (
    number bigint NOT NULL,
    body tsvector NOT NULL
);


--
-- Name: claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims (
    number bigint NOT NULL,
    id character varying NOT NULL,
    document character varying NOT NULL,
    shown smallint NOT NULL,
    lat double precision,
    lon double precision,
    record bytea NOT NULL,
    event_type integer NOT NULL,
    sub_event_type integer NOT NULL,
    stance integer NOT NULL,
    country integer NOT NULL,
    admin1 integer NOT NULL,
    outlet integer NOT NULL,
    actor integer NOT NULL,
    speaker integer NOT NULL
);


--
-- Name: columns; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.columns (
    name character varying NOT NULL,
    place integer NOT NULL,
    stamp character varying(32) NOT NULL,
    rows integer NOT NULL,
    body bytea NOT NULL
);


--
-- Name: cursors; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cursors (
    archive character varying NOT NULL,
    number bigint NOT NULL,
    start bigint NOT NULL,
    head character varying NOT NULL
);


--
-- Name: documents; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.documents (
    id character varying NOT NULL,
    base character varying NOT NULL,
    version integer NOT NULL,
    shown smallint NOT NULL,
    key character varying(64) NOT NULL,
    page character varying(64),
    run character varying NOT NULL,
    url text,
    outlet text,
    title text,
    published character varying(10),
    body bytea NOT NULL
);


--
-- Name: doubts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.doubts (
    claim character varying NOT NULL,
    points double precision NOT NULL
);


--
-- Name: event_claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.event_claims (
    claim character varying NOT NULL,
    event character varying NOT NULL,
    component bigint,
    signs bytea,
    scores bytea
);


--
-- Name: events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.events (
    id character varying NOT NULL,
    grade character varying NOT NULL,
    day integer NOT NULL,
    accounts integer NOT NULL,
    record bytea NOT NULL,
    number bigint
);


--
-- Name: facet_values; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.facet_values (
    code integer NOT NULL,
    facet character varying NOT NULL,
    value character varying NOT NULL
);


--
-- Name: judgements; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.judgements (
    number integer NOT NULL,
    id character varying NOT NULL,
    verdict character varying NOT NULL,
    target character varying NOT NULL,
    other character varying,
    by character varying NOT NULL,
    at character varying NOT NULL,
    slot character varying NOT NULL,
    why text NOT NULL,
    value text NOT NULL,
    read bytea NOT NULL
);


--
-- Name: judgements_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.judgements_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: judgements_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.judgements_number_seq OWNED BY public.judgements.number;


--
-- Name: link_days; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.link_days (
    day integer NOT NULL,
    body bytea NOT NULL
);


--
-- Name: losses; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.losses (
    outcome character varying NOT NULL,
    figure bigint NOT NULL,
    claim bigint NOT NULL
);


--
-- Name: meta; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.meta (
    key character varying NOT NULL,
    value text NOT NULL
);


--
-- Name: name_marks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.name_marks (
    document character varying NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL
);


--
-- Name: pages; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.pages (
    sha256 character varying(64) NOT NULL,
    size bigint NOT NULL,
    body bytea NOT NULL
);


--
-- Name: policies; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.policies (
    number integer NOT NULL,
    at character varying NOT NULL,
    by character varying NOT NULL,
    text text NOT NULL
);


--
-- Name: policies_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.policies_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: policies_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.policies_number_seq OWNED BY public.policies.number;


--
-- Name: readings; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.readings (
    claim character varying NOT NULL,
    record bytea NOT NULL,
    gone boolean NOT NULL
);


--
-- Name: rejections; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rejections (
    key character varying(64) NOT NULL,
    id character varying NOT NULL,
    page character varying(64),
    run character varying NOT NULL,
    reason character varying NOT NULL,
    detail text NOT NULL,
    url text,
    outlet text,
    text bytea NOT NULL
);


--
-- Name: retired; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.retired (
    number bigint NOT NULL
);


--
-- Name: runs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.runs (
    id character varying NOT NULL,
    riwaya character varying NOT NULL,
    lexicon character varying NOT NULL,
    started character varying NOT NULL,
    inputs text NOT NULL
);


--
-- Name: sessions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.sessions (
    digest character varying NOT NULL,
    "user" character varying NOT NULL,
    made character varying NOT NULL,
    seen character varying NOT NULL
);


--
-- Name: tokens; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tokens (
    digest character varying NOT NULL,
    "user" character varying NOT NULL,
    name character varying NOT NULL,
    role character varying NOT NULL,
    made character varying NOT NULL,
    ends character varying NOT NULL,
    revoked character varying
);


--
-- Name: unlinked; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.unlinked (
    claim bigint NOT NULL
);


--
-- Name: users; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.users (
    name character varying NOT NULL,
    role character varying NOT NULL,
    password character varying NOT NULL,
    disabled boolean NOT NULL,
    made character varying NOT NULL
);


--
-- Name: watched; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.watched (
    source character varying NOT NULL,
    due character varying NOT NULL,
    succeeded character varying NOT NULL,
    rechecked character varying NOT NULL,
    failures integer NOT NULL,
    error text NOT NULL
);


--
-- Name: withdrawals; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.withdrawals (
    number integer NOT NULL,
    base character varying NOT NULL,
    withdrawn boolean NOT NULL,
    by character varying NOT NULL,
    at character varying NOT NULL,
    why text NOT NULL
);


--
-- Name: withdrawals_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.withdrawals_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: withdrawals_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.withdrawals_number_seq OWNED BY public.withdrawals.number;


--
-- Name: withheld_names; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.withheld_names (
    name character varying NOT NULL
);


--
-- Name: audit number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit ALTER COLUMN number SET DEFAULT nextval('public.audit_number_seq'::regclass);


--
-- Name: judgements number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judgements ALTER COLUMN number SET DEFAULT nextval('public.judgements_number_seq'::regclass);


--
-- Name: policies number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.policies ALTER COLUMN number SET DEFAULT nextval('public.policies_number_seq'::regclass);


--
-- Name: withdrawals number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.withdrawals ALTER COLUMN number SET DEFAULT nextval('public.withdrawals_number_seq'::regclass);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES ('0011');


--
-- Data for Name: alert_marks; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: alerts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: attempts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: claim_states; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: claim_words; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claim_words VALUES (12441372217735, '''x69733a636c61696d'' ''x6b696e643a6169722d737472696b65'' ''الطيران'':2 ''الوادي'':4 ''قرية'':3 ''قصف'':1');
INSERT INTO public.claim_words VALUES (12441377070974, '''x69733a636c61696d'' ''x6b696e643a6169722d737472696b65'' ''السهل'':3 ''قصف'':1 ''مدينة'':2');


--
-- Data for Name: claims; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims VALUES (12441372217735, 'a5ba2f9f74c4b9c6', 'page-1', 1, 35, 36, '\x0228b52ffd20977d030014059eb061356261326639663734633462396336920017afaa61697293a8afd8b1a3737263c09192a9616972aeb7d98ad8b1d8a7d986909198ac88d8a7d8afd98ac0a2696ec0c0c0c0c094ce000b50bb9090900900348306a0ae5999f6aa67c1ba15a3c0856bcc9e48080250c84413', 4, 8, 7, 3, 2, 5, 1, 6);
INSERT INTO public.claims VALUES (12441377070974, '4b29a5b8e625fac3', 'page-2', 1, 35, 36, '\x0228b52ffd20977d030014059eb03462323961356238653632356661633392000fafaa61697293a8afd8b1a3737263c09192a9616972aeb7d98ad8b1d8a7d986909198ac88d8a7d8afd98ac0a2696ec0c0c0c0c094ce000b50bb9090900900348306a0ae5999f6aa67c1ba15a3c0856bcc9e48080250c84413', 4, 8, 7, 3, 2, 5, 1, 6);


--
-- Data for Name: columns; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.columns VALUES ('claims', 1, 'a14aa749d0d64bae8175979373756fd2', 2, '\x28b52ffd207afd01004402875192bb500b00007e5fdc01010400000008070302050106008041400042c07f0000c07f0c00c0c02b37201cc80c6401f94066200bc80792ed0cae2d73');


--
-- Data for Name: cursors; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: documents; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.documents VALUES ('page-1', 'page-1', 1, 1, 'page-1/قصف الطيران قرية الوادي', '79d90eb5b07fab4f37cc48e5188bfedba886caed761ff396230d5005d11116a4', 'run-1', NULL, 'نبأ', NULL, '2031-05-01', '\x28b52ffd2034a1010097d92bd982d8b5d98120d8a7d984d8b7d98ad8b1d8a7d98620d982d8b1d98ad8a920d8a7d984d988d8a7d8afd98ac0c090909080');
INSERT INTO public.documents VALUES ('page-2', 'page-2', 1, 1, 'page-2/قصف مدينة السهل', '9aa678b78ef5808cf2e6ca6595417a9d00195f6e50cb4c4fa6844b1d340d8551', 'run-1', NULL, 'نبأ', NULL, '2031-05-01', '\x28b52ffd202421010097bcd982d8b5d98120d985d8afd98ad986d8a920d8a7d984d8b3d987d984c0c090909080');


--
-- Data for Name: doubts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: event_claims; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: events; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: facet_values; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.facet_values VALUES (1, 'actor', 'air-force');
INSERT INTO public.facet_values VALUES (2, 'admin1', 'XX-1');
INSERT INTO public.facet_values VALUES (3, 'country', 'XX');
INSERT INTO public.facet_values VALUES (4, 'event_type', 'remote-violence');
INSERT INTO public.facet_values VALUES (5, 'outlet', 'نبأ');
INSERT INTO public.facet_values VALUES (6, 'speaker', 'src');
INSERT INTO public.facet_values VALUES (7, 'stance', 'asserted');
INSERT INTO public.facet_values VALUES (8, 'sub_event_type', 'air-strike');


--
-- Data for Name: judgements; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: link_days; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: losses; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.losses VALUES ('killed', 3, 12441372217735);
INSERT INTO public.losses VALUES ('killed', 3, 12441377070974);


--
-- Data for Name: meta; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: name_marks; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: pages; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.pages VALUES ('79d90eb5b07fab4f37cc48e5188bfedba886caed761ff396230d5005d11116a4', 43, '\x28b52ffd202b590100d982d8b5d98120d8a7d984d8b7d98ad8b1d8a7d98620d982d8b1d98ad8a920d8a7d984d988d8a7d8afd98a');
INSERT INTO public.pages VALUES ('9aa678b78ef5808cf2e6ca6595417a9d00195f6e50cb4c4fa6844b1d340d8551', 28, '\x28b52ffd201ce10000d982d8b5d98120d985d8afd98ad986d8a920d8a7d984d8b3d987d984');


--
-- Data for Name: policies; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: readings; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rejections; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: retired; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: runs; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.runs VALUES ('run-1', '0', 'lexicon', '2031-01-01T00:00:00', 'test');


--
-- Data for Name: sessions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: spatial_ref_sys; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: tokens; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: unlinked; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.unlinked VALUES (12441372217735);
INSERT INTO public.unlinked VALUES (12441377070974);


--
-- Data for Name: users; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: watched; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: withdrawals; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: withheld_names; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: audit_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_number_seq', 1, false);


--
-- Name: judgements_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.judgements_number_seq', 1, false);


--
-- Name: policies_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.policies_number_seq', 1, false);


--
-- Name: withdrawals_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.withdrawals_number_seq', 1, false);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: alert_marks alert_marks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alert_marks
    ADD CONSTRAINT alert_marks_pkey PRIMARY KEY (rule, mark);


--
-- Name: alerts alerts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alerts
    ADD CONSTRAINT alerts_pkey PRIMARY KEY (id);


--
-- Name: attempts attempts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (key);


--
-- Name: audit audit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (number);


--
-- Name: claim_states claim_states_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_states
    ADD CONSTRAINT claim_states_pkey PRIMARY KEY (claim);


--
-- Name: claim_words claim_words_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_words
    ADD CONSTRAINT claim_words_pkey PRIMARY KEY (number);


--
-- Name: claims claims_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_id_key UNIQUE (id);


--
-- Name: claims claims_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_pkey PRIMARY KEY (number);


--
-- Name: columns columns_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.columns
    ADD CONSTRAINT columns_pkey PRIMARY KEY (name, place);


--
-- Name: cursors cursors_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cursors
    ADD CONSTRAINT cursors_pkey PRIMARY KEY (archive);


--
-- Name: documents documents_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_key_key UNIQUE (key);


--
-- Name: documents documents_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_pkey PRIMARY KEY (id);


--
-- Name: doubts doubts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.doubts
    ADD CONSTRAINT doubts_pkey PRIMARY KEY (claim);


--
-- Name: event_claims event_claims_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_claims
    ADD CONSTRAINT event_claims_pkey PRIMARY KEY (claim);


--
-- Name: events events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (id);


--
-- Name: facet_values facet_values_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.facet_values
    ADD CONSTRAINT facet_values_pkey PRIMARY KEY (code);


--
-- Name: judgements judgements_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judgements
    ADD CONSTRAINT judgements_id_key UNIQUE (id);


--
-- Name: judgements judgements_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.judgements
    ADD CONSTRAINT judgements_pkey PRIMARY KEY (number);


--
-- Name: link_days link_days_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.link_days
    ADD CONSTRAINT link_days_pkey PRIMARY KEY (day);


--
-- Name: losses losses_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.losses
    ADD CONSTRAINT losses_pkey PRIMARY KEY (outcome, figure, claim);


--
-- Name: meta meta_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.meta
    ADD CONSTRAINT meta_pkey PRIMARY KEY (key);


--
-- Name: name_marks name_marks_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_marks
    ADD CONSTRAINT name_marks_pkey PRIMARY KEY (document, first, last);


--
-- Name: pages pages_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.pages
    ADD CONSTRAINT pages_pkey PRIMARY KEY (sha256);


--
-- Name: policies policies_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.policies
    ADD CONSTRAINT policies_pkey PRIMARY KEY (number);


--
-- Name: readings readings_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_pkey PRIMARY KEY (claim);


--
-- Name: rejections rejections_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rejections
    ADD CONSTRAINT rejections_pkey PRIMARY KEY (key);


--
-- Name: retired retired_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.retired
    ADD CONSTRAINT retired_pkey PRIMARY KEY (number);


--
-- Name: runs runs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.runs
    ADD CONSTRAINT runs_pkey PRIMARY KEY (id);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (digest);


--
-- Name: tokens tokens_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (digest);


--
-- Name: unlinked unlinked_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.unlinked
    ADD CONSTRAINT unlinked_pkey PRIMARY KEY (claim);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (name);


--
-- Name: watched watched_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.watched
    ADD CONSTRAINT watched_pkey PRIMARY KEY (source);


--
-- Name: withdrawals withdrawals_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.withdrawals
    ADD CONSTRAINT withdrawals_pkey PRIMARY KEY (number);


--
-- Name: withheld_names withheld_names_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.withheld_names
    ADD CONSTRAINT withheld_names_pkey PRIMARY KEY (name);


--
-- Name: ix_alerts_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_alerts_state ON public.alerts USING btree (state);


--
-- Name: ix_audit_target; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_target ON public.audit USING btree (target);


--
-- Name: ix_audit_who; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_audit_who ON public.audit USING btree (who);


--
-- Name: ix_claim_states_assignee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_claim_states_assignee ON public.claim_states USING btree (assignee);


--
-- Name: ix_claim_states_decision; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_claim_states_decision ON public.claim_states USING btree (decision);


--
-- Name: ix_claim_words_body; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_claim_words_body ON public.claim_words USING gin (body);


--
-- Name: ix_claims_document; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_claims_document ON public.claims USING btree (document);


--
-- Name: ix_documents_base; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_documents_base ON public.documents USING btree (base);


--
-- Name: ix_doubts_points_claim; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_doubts_points_claim ON public.doubts USING btree (points, claim);


--
-- Name: ix_event_claims_component; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_event_claims_component ON public.event_claims USING btree (component);


--
-- Name: ix_event_claims_event; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_event_claims_event ON public.event_claims USING btree (event);


--
-- Name: ix_events_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_events_day ON public.events USING btree (day);


--
-- Name: ix_events_grade; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_events_grade ON public.events USING btree (grade);


--
-- Name: ix_events_number; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_events_number ON public.events USING btree (number);


--
-- Name: ix_facet_values_facet_value; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX ix_facet_values_facet_value ON public.facet_values USING btree (facet, value);


--
-- Name: ix_judgements_other; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_judgements_other ON public.judgements USING btree (other);


--
-- Name: ix_judgements_target; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_judgements_target ON public.judgements USING btree (target);


--
-- Name: ix_sessions_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_sessions_user ON public.sessions USING btree ("user");


--
-- Name: ix_tokens_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_tokens_user ON public.tokens USING btree ("user");


--
-- Name: ix_withdrawals_base; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_withdrawals_base ON public.withdrawals USING btree (base);


--
-- Name: audit audit_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER audit_append_only BEFORE DELETE OR UPDATE ON public.audit FOR EACH ROW EXECUTE FUNCTION public.riwaya_append_only();


--
-- Name: judgements judgements_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER judgements_append_only BEFORE DELETE OR UPDATE ON public.judgements FOR EACH ROW EXECUTE FUNCTION public.riwaya_append_only();


--
-- Name: policies policies_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER policies_append_only BEFORE DELETE OR UPDATE ON public.policies FOR EACH ROW EXECUTE FUNCTION public.riwaya_append_only();


--
-- Name: withdrawals withdrawals_append_only; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER withdrawals_append_only BEFORE DELETE OR UPDATE ON public.withdrawals FOR EACH ROW EXECUTE FUNCTION public.riwaya_append_only();


--
-- Name: claim_states claim_states_claim_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_states
    ADD CONSTRAINT claim_states_claim_fkey FOREIGN KEY (claim) REFERENCES public.claims(id);


--
-- Name: claim_words claim_words_number_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claim_words
    ADD CONSTRAINT claim_words_number_fkey FOREIGN KEY (number) REFERENCES public.claims(number);


--
-- Name: claims claims_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT claims_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);


--
-- Name: documents documents_page_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_page_fkey FOREIGN KEY (page) REFERENCES public.pages(sha256);


--
-- Name: documents documents_run_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.documents
    ADD CONSTRAINT documents_run_fkey FOREIGN KEY (run) REFERENCES public.runs(id);


--
-- Name: doubts doubts_claim_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.doubts
    ADD CONSTRAINT doubts_claim_fkey FOREIGN KEY (claim) REFERENCES public.event_claims(claim) ON DELETE CASCADE;


--
-- Name: event_claims event_claims_claim_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_claims
    ADD CONSTRAINT event_claims_claim_fkey FOREIGN KEY (claim) REFERENCES public.claims(id);


--
-- Name: event_claims event_claims_event_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.event_claims
    ADD CONSTRAINT event_claims_event_fkey FOREIGN KEY (event) REFERENCES public.events(id);


--
-- Name: losses losses_claim_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.losses
    ADD CONSTRAINT losses_claim_fkey FOREIGN KEY (claim) REFERENCES public.claims(number);


--
-- Name: name_marks name_marks_document_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.name_marks
    ADD CONSTRAINT name_marks_document_fkey FOREIGN KEY (document) REFERENCES public.documents(id);


--
-- Name: readings readings_claim_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.readings
    ADD CONSTRAINT readings_claim_fkey FOREIGN KEY (claim) REFERENCES public.claims(id);


--
-- Name: rejections rejections_page_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rejections
    ADD CONSTRAINT rejections_page_fkey FOREIGN KEY (page) REFERENCES public.pages(sha256);


--
-- Name: rejections rejections_run_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rejections
    ADD CONSTRAINT rejections_run_fkey FOREIGN KEY (run) REFERENCES public.runs(id);


--
-- Name: sessions sessions_user_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_user_fkey FOREIGN KEY ("user") REFERENCES public.users(name);


--
-- Name: tokens tokens_user_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tokens
    ADD CONSTRAINT tokens_user_fkey FOREIGN KEY ("user") REFERENCES public.users(name);


--
-- PostgreSQL database dump complete
--

\unrestrict paf32OnfZfDRieIhfQyMdzaXvXxyP1I7cOUxYYyFLhfhQMKTnV3eWb5AvDpwCst

