-- Jobs table (App creates jobs here)
CREATE TABLE jobs (
    id UUID PRIMARY KEY,
    type VARCHAR(100) NOT NULL,
    payload JSONB NOT NULL DEFAULT '{}',
    company_id VARCHAR(255),
    user_id VARCHAR(255),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

-- Job runs table (Engine creates runs when processing)
CREATE TABLE job_runs (
    id UUID PRIMARY KEY,
    job_id UUID NOT NULL REFERENCES jobs(id),
    attempt_no INTEGER NOT NULL DEFAULT 1,
    status VARCHAR(50) NOT NULL DEFAULT 'pending',
    progress JSONB DEFAULT '{}',
    error TEXT,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    started_at TIMESTAMP,
    completed_at TIMESTAMP,
    UNIQUE(job_id, attempt_no)
);

-- Job artifacts table (Engine stores results here)
CREATE TABLE job_artifacts (
    id UUID PRIMARY KEY,
    run_id UUID NOT NULL REFERENCES job_runs(id),
    artifact_type TEXT NOT NULL,
    data JSONB,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

alter table jobs owner to application;
alter table job_runs owner to application;
alter table job_artifacts owner to application;

insert into jobs (id, type, payload, user_id)
select ('00000000-0000-4000-8000-00000000000' || n)::uuid, case n when 1 then 'older_type' else 'tech_rfp_report' end,
    '{"package_id": "p", "n": 1.10}', 'ann'
from generate_series(1, 4) as n;
insert into job_runs (id, job_id, status, progress) values
('10000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000003', 'completed', '{"n": 1.10}'),
('10000000-0000-4000-8000-000000000004', '00000000-0000-4000-8000-000000000004', 'in_progress', '{}');
insert into job_artifacts (id, run_id, artifact_type, data) values
('20000000-0000-4000-8000-000000000003', '10000000-0000-4000-8000-000000000003', 'result', '{"n": 1.10}');
