-- The statements that the contract prints, with the job's id put in.
\i sql/jobs.psql
INSERT INTO jobs (id, type, payload, company_id, user_id, created_at)
VALUES (
    gen_random_uuid(),
    'tech_rfp_analysis',
    '{
        "package_id": "proj-12345",
        "user_name": "John Doe",
        "metadata": {
            "country_code": "USA"
        }
    }',
    'company-xyz',
    'user-123',
    NOW()
)
RETURNING id \gset
SELECT
    j.id = :'id' as job_id,
    r.status,
    r.progress,
    r.error
FROM jobs j
LEFT JOIN job_runs r ON j.id = r.job_id
WHERE j.id = :'id'
ORDER BY r.attempt_no DESC
LIMIT 1;
set role service_role;
select run_id, attempt_no, type, payload, company_id, user_id from claim_jobs() \gset
\echo :attempt_no :type :payload :company_id :user_id
select update_job_progress(:'run_id', '{"currentContractor": "Contractor Name", "overallPercentageCompletion": 0.25}');
select update_job_progress(:'run_id', '{"overallPercentageCompletion": 0.50, "totalNumberOfCriteriaToBeAnalyzed": 100}');
SELECT
    j.id = :'id' as job_id,
    r.status,
    r.progress,
    r.error
FROM jobs j
LEFT JOIN job_runs r ON j.id = r.job_id
WHERE j.id = :'id'
ORDER BY r.attempt_no DESC
LIMIT 1;
SELECT a.artifact_type, a.data
FROM job_artifacts a
JOIN job_runs r ON a.run_id = r.id
WHERE r.job_id = :'id'
  AND r.status = 'completed';
select complete_job_run(:'run_id', '{"result": {"score": 1.10}, "report": "text"}');
SELECT a.artifact_type, a.data
FROM job_artifacts a
JOIN job_runs r ON a.run_id = r.id
WHERE r.job_id = :'id'
  AND r.status = 'completed'
ORDER BY a.artifact_type;
-- The tables as the contract prints them.
reset role;
select table_name, column_name, data_type, character_maximum_length as length, is_nullable, column_default
from information_schema.columns where table_schema = 'public' and table_name in ('jobs', 'job_runs', 'job_artifacts')
order by table_name, ordinal_position;
select type, description from job_types order by type;
rollback;
