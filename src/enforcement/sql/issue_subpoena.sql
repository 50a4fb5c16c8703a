with changed as (
    insert into public.enforcement_actions
        (id, enforcement_case_id, action_type, status, metadata, created_by)
    values ($15, $1, 'subpoena', 'pending', $17, $5)),
document as (
    insert into public.enforcement_documents
        (id, enforcement_case_id, event_id, doc_kind, storage_path, uploaded_by, metadata)
    values ($16, $1, $7, 'subpoena', $18, $5, $17)),
{{include enforcement/record_parts.sql}}
