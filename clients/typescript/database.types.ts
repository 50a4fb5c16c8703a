// The database as supabase-js sees it; written by database.types.sql.

export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[];

/** What a job of queue_job is. */
export type Kind = "case_copilot" | "enforce" | "enrich" | "outreach";
/** A row of enforcement_stage_lookup. */
export type EnforcementStage = "pre_enforcement" | "contact_validation" | "asset_discovery" | "action_planning" | "bank_levy" | "marshal" | "subpoena" | "wage_garnishment" | "recovery_monitoring" | "closed" | "escalation_review" | (string & {});
/** A row of enforcement_tier_lookup. */
export type EnforcementTier = "tier0" | "tier1" | "tier2" | "tier3" | (string & {});
/** A row of content_stage_config; any other stage works too. */
export type ContentStage = "complete" | "draft" | "export" | "outline" | "qa" | "research" | (string & {});
/** A row of job_types. */
export type JobType = "tech_rfp_analysis" | "tech_rfp_evaluation_extract" | "tech_rfp_generate_eval" | "tech_rfp_report" | "tech_rfp_summary" | (string & {});

export type Database = {
  public: {
    Tables: {
      case_copilot_logs: {
        Row: {
          id: number;
          case_id: string;
          model: string;
          metadata: Json;
          created_at: string;
        };
        Insert: {
          id?: number;
          case_id: string;
          model: string;
          metadata?: Json;
          created_at?: string;
        };
        Update: {
          id?: number;
          case_id?: string;
          model?: string;
          metadata?: Json;
          created_at?: string;
        };
        Relationships: [];
      };
      content_assets: {
        Row: {
          id: number;
          job_id: string | null;
          asset_type: string;
          storage_path: string | null;
          external_url: string | null;
          created_at: string;
        };
        Insert: {
          id?: number;
          job_id?: string | null;
          asset_type: string;
          storage_path?: string | null;
          external_url?: string | null;
          created_at?: string;
        };
        Update: {
          id?: number;
          job_id?: string | null;
          asset_type?: string;
          storage_path?: string | null;
          external_url?: string | null;
          created_at?: string;
        };
        Relationships: [];
      };
      content_dead_letters: {
        Row: {
          id: number;
          queue_name: string;
          msg_id: number | null;
          job_id: string | null;
          stage: string | null;
          payload: Json;
          failure_reason: string | null;
          error_details: Json | null;
          attempt_count: number;
          routed_at: string;
          created_at: string;
          resolved_at: string | null;
          resolution_notes: string | null;
        };
        Insert: {
          id?: number;
          queue_name: string;
          msg_id?: number | null;
          job_id?: string | null;
          stage?: string | null;
          payload: Json;
          failure_reason?: string | null;
          error_details?: Json | null;
          attempt_count?: number;
          routed_at?: string;
          created_at?: string;
          resolved_at?: string | null;
          resolution_notes?: string | null;
        };
        Update: {
          id?: number;
          queue_name?: string;
          msg_id?: number | null;
          job_id?: string | null;
          stage?: string | null;
          payload?: Json;
          failure_reason?: string | null;
          error_details?: Json | null;
          attempt_count?: number;
          routed_at?: string;
          created_at?: string;
          resolved_at?: string | null;
          resolution_notes?: string | null;
        };
        Relationships: [];
      };
      content_job_events: {
        Row: {
          id: number;
          job_id: string | null;
          stage: string | null;
          status: string | null;
          message: string | null;
          metadata: Json | null;
          created_at: string;
        };
        Insert: {
          id?: number;
          job_id?: string | null;
          stage?: string | null;
          status?: string | null;
          message?: string | null;
          metadata?: Json | null;
          created_at?: string;
        };
        Update: {
          id?: number;
          job_id?: string | null;
          stage?: string | null;
          status?: string | null;
          message?: string | null;
          metadata?: Json | null;
          created_at?: string;
        };
        Relationships: [];
      };
      content_job_metrics: {
        Row: {
          id: number;
          job_id: string | null;
          stage: string;
          metric_type: string;
          metric_value: number;
          message_id: number | null;
          attempt_count: number | null;
          priority: number | null;
          metadata: Json | null;
          recorded_at: string;
          created_at: string;
        };
        Insert: {
          id?: number;
          job_id?: string | null;
          stage: string;
          metric_type: string;
          metric_value: number;
          message_id?: number | null;
          attempt_count?: number | null;
          priority?: number | null;
          metadata?: Json | null;
          recorded_at?: string;
          created_at?: string;
        };
        Update: {
          id?: number;
          job_id?: string | null;
          stage?: string;
          metric_type?: string;
          metric_value?: number;
          message_id?: number | null;
          attempt_count?: number | null;
          priority?: number | null;
          metadata?: Json | null;
          recorded_at?: string;
          created_at?: string;
        };
        Relationships: [];
      };
      content_job_stages: {
        Row: {
          job_id: string;
          stage: string;
          status: "pending" | "queued" | "processing" | "completed" | "error" | "failed" | "cancelled";
          queue: string | null;
          msg_id: number | null;
          attempt_count: number;
          max_attempts: number;
          started_at: string | null;
          finished_at: string | null;
          last_error: Json | null;
          priority: number;
          retry_delay_seconds: number;
          visibility_timeout_seconds: number;
          available_at: string;
          last_queued_at: string | null;
          last_dequeued_at: string | null;
          next_retry_at: string | null;
          dead_lettered_at: string | null;
          dead_letter_reason: string | null;
        };
        Insert: {
          job_id: string;
          stage: string;
          status?: "pending" | "queued" | "processing" | "completed" | "error" | "failed" | "cancelled";
          queue?: string | null;
          msg_id?: number | null;
          attempt_count?: number;
          max_attempts?: number;
          started_at?: string | null;
          finished_at?: string | null;
          last_error?: Json | null;
          priority?: number;
          retry_delay_seconds?: number;
          visibility_timeout_seconds?: number;
          available_at?: string;
          last_queued_at?: string | null;
          last_dequeued_at?: string | null;
          next_retry_at?: string | null;
          dead_lettered_at?: string | null;
          dead_letter_reason?: string | null;
        };
        Update: {
          job_id?: string;
          stage?: string;
          status?: "pending" | "queued" | "processing" | "completed" | "error" | "failed" | "cancelled";
          queue?: string | null;
          msg_id?: number | null;
          attempt_count?: number;
          max_attempts?: number;
          started_at?: string | null;
          finished_at?: string | null;
          last_error?: Json | null;
          priority?: number;
          retry_delay_seconds?: number;
          visibility_timeout_seconds?: number;
          available_at?: string;
          last_queued_at?: string | null;
          last_dequeued_at?: string | null;
          next_retry_at?: string | null;
          dead_lettered_at?: string | null;
          dead_letter_reason?: string | null;
        };
        Relationships: [];
      };
      content_jobs: {
        Row: {
          id: string;
          job_type: string;
          requester_email: string | null;
          status: "queued" | "processing" | "completed" | "error" | "failed" | "cancelled";
          stage: string;
          priority: number;
          payload: Json;
          result: Json | null;
          error: Json | null;
          created_at: string;
          updated_at: string;
          max_attempts: number;
          attempt_count: number;
          retry_delay_seconds: number;
          first_queued_at: string | null;
          last_queued_at: string | null;
          last_dequeued_at: string | null;
          last_completed_at: string | null;
          last_failed_at: string | null;
          last_dead_letter_at: string | null;
        };
        Insert: {
          id?: string;
          job_type: string;
          requester_email?: string | null;
          status?: "queued" | "processing" | "completed" | "error" | "failed" | "cancelled";
          stage?: string;
          priority?: number;
          payload?: Json;
          result?: Json | null;
          error?: Json | null;
          created_at?: string;
          updated_at?: string;
          max_attempts?: number;
          attempt_count?: number;
          retry_delay_seconds?: number;
          first_queued_at?: string | null;
          last_queued_at?: string | null;
          last_dequeued_at?: string | null;
          last_completed_at?: string | null;
          last_failed_at?: string | null;
          last_dead_letter_at?: string | null;
        };
        Update: {
          id?: string;
          job_type?: string;
          requester_email?: string | null;
          status?: "queued" | "processing" | "completed" | "error" | "failed" | "cancelled";
          stage?: string;
          priority?: number;
          payload?: Json;
          result?: Json | null;
          error?: Json | null;
          created_at?: string;
          updated_at?: string;
          max_attempts?: number;
          attempt_count?: number;
          retry_delay_seconds?: number;
          first_queued_at?: string | null;
          last_queued_at?: string | null;
          last_dequeued_at?: string | null;
          last_completed_at?: string | null;
          last_failed_at?: string | null;
          last_dead_letter_at?: string | null;
        };
        Relationships: [];
      };
      content_payloads: {
        Row: {
          job_id: string;
          stage: string;
          data: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          job_id: string;
          stage: string;
          data: Json;
          created_at?: string;
          updated_at?: string;
        };
        Update: {
          job_id?: string;
          stage?: string;
          data?: Json;
          created_at?: string;
          updated_at?: string;
        };
        Relationships: [];
      };
      content_stage_config: {
        Row: {
          stage: string;
          queue: string;
          worker_endpoint: string;
          max_concurrency: number;
          trigger_batch_size: number;
          enabled: boolean;
          last_updated_at: string;
        };
        Insert: {
          stage: string;
          queue?: string;
          worker_endpoint: string;
          max_concurrency?: number;
          trigger_batch_size?: number;
          enabled?: boolean;
          last_updated_at?: string;
        };
        Update: {
          stage?: string;
          queue?: string;
          worker_endpoint?: string;
          max_concurrency?: number;
          trigger_batch_size?: number;
          enabled?: boolean;
          last_updated_at?: string;
        };
        Relationships: [];
      };
      enforcement_actions: {
        Row: {
          id: string;
          enforcement_case_id: string;
          action_type: "bank_levy" | "garnishment" | "subpoena" | "marshal";
          status: "planned" | "pending" | "served" | "completed" | "failed" | "cancelled";
          status_reason: string | null;
          opened_at: string;
          closed_at: string | null;
          metadata: Json;
          created_by: string;
          updated_by: string | null;
          updated_at: string;
        };
        Insert: {
          id?: string;
          enforcement_case_id: string;
          action_type: "bank_levy" | "garnishment" | "subpoena" | "marshal";
          status: "planned" | "pending" | "served" | "completed" | "failed" | "cancelled";
          status_reason?: string | null;
          opened_at?: string;
          closed_at?: string | null;
          metadata?: Json;
          created_by: string;
          updated_by?: string | null;
          updated_at?: string;
        };
        Update: {
          id?: string;
          enforcement_case_id?: string;
          action_type?: "bank_levy" | "garnishment" | "subpoena" | "marshal";
          status?: "planned" | "pending" | "served" | "completed" | "failed" | "cancelled";
          status_reason?: string | null;
          opened_at?: string;
          closed_at?: string | null;
          metadata?: Json;
          created_by?: string;
          updated_by?: string | null;
          updated_at?: string;
        };
        Relationships: [];
      };
      enforcement_cases: {
        Row: {
          id: string;
          judgment_id: number;
          case_number: string | null;
          plaintiff_id: string | null;
          opened_at: string;
          current_stage: string | null;
          status: string;
          assigned_to: string | null;
          metadata: Json;
          created_at: string;
          updated_at: string;
          tier: "tier0" | "tier1" | "tier2" | "tier3" | null;
          tier_reason: string | null;
          tier_as_of: string | null;
          tier_override: "tier0" | "tier1" | "tier2" | "tier3" | null;
          override_expires_at: string | null;
          override_note: string | null;
          collectability_score: number | null;
          asset_flags: Json | null;
          levy_status: string | null;
          garnishment_status: string | null;
          marshal_status: string | null;
          next_action_at: string | null;
          closed_at: string | null;
          closure_reason: string | null;
          current_balance: number | null;
          stage_entered_at: string | null;
          stage_floor: number;
        };
        Insert: {
          id?: string;
          judgment_id: number;
          case_number?: string | null;
          plaintiff_id?: string | null;
          opened_at?: string;
          current_stage?: string | null;
          status?: string;
          assigned_to?: string | null;
          metadata?: Json;
          created_at?: string;
          updated_at?: string;
          tier?: "tier0" | "tier1" | "tier2" | "tier3" | null;
          tier_reason?: string | null;
          tier_as_of?: string | null;
          tier_override?: "tier0" | "tier1" | "tier2" | "tier3" | null;
          override_expires_at?: string | null;
          override_note?: string | null;
          collectability_score?: number | null;
          asset_flags?: Json | null;
          levy_status?: string | null;
          garnishment_status?: string | null;
          marshal_status?: string | null;
          next_action_at?: string | null;
          closed_at?: string | null;
          closure_reason?: string | null;
          current_balance?: number | null;
          stage_entered_at?: string | null;
          stage_floor?: number;
        };
        Update: {
          id?: string;
          judgment_id?: number;
          case_number?: string | null;
          plaintiff_id?: string | null;
          opened_at?: string;
          current_stage?: string | null;
          status?: string;
          assigned_to?: string | null;
          metadata?: Json;
          created_at?: string;
          updated_at?: string;
          tier?: "tier0" | "tier1" | "tier2" | "tier3" | null;
          tier_reason?: string | null;
          tier_as_of?: string | null;
          tier_override?: "tier0" | "tier1" | "tier2" | "tier3" | null;
          override_expires_at?: string | null;
          override_note?: string | null;
          collectability_score?: number | null;
          asset_flags?: Json | null;
          levy_status?: string | null;
          garnishment_status?: string | null;
          marshal_status?: string | null;
          next_action_at?: string | null;
          closed_at?: string | null;
          closure_reason?: string | null;
          current_balance?: number | null;
          stage_entered_at?: string | null;
          stage_floor?: number;
        };
        Relationships: [];
      };
      enforcement_documents: {
        Row: {
          id: string;
          enforcement_case_id: string;
          event_id: string | null;
          doc_kind: string;
          storage_path: string;
          uploaded_by: string;
          uploaded_at: string;
          metadata: Json;
        };
        Insert: {
          id?: string;
          enforcement_case_id: string;
          event_id?: string | null;
          doc_kind: string;
          storage_path: string;
          uploaded_by: string;
          uploaded_at?: string;
          metadata?: Json;
        };
        Update: {
          id?: string;
          enforcement_case_id?: string;
          event_id?: string | null;
          doc_kind?: string;
          storage_path?: string;
          uploaded_by?: string;
          uploaded_at?: string;
          metadata?: Json;
        };
        Relationships: [];
      };
      enforcement_events: {
        Row: {
          id: string;
          case_id: string;
          event_type: string;
          event_date: string;
          notes: string | null;
          metadata: Json;
          created_at: string;
          updated_at: string;
          event_kind: "asset_search_requested" | "asset_search_completed" | "bank_levy_filed" | "bank_levy_served" | "bank_levy_released" | "garnishment_order_signed" | "garnishment_served" | "garnishment_remittance" | "subpoena_issued" | "subpoena_complied" | "marshal_assigned" | "marshal_attempted" | "marshal_result" | "case_stage_changed" | "payment_received" | "action_updated" | null;
          document_path: string | null;
          related_task_id: string | null;
          payload: Json;
          idempotency_key: string | null;
        };
        Insert: {
          id?: string;
          case_id: string;
          event_type: string;
          event_date?: string;
          notes?: string | null;
          metadata?: Json;
          created_at?: string;
          updated_at?: string;
          event_kind?: "asset_search_requested" | "asset_search_completed" | "bank_levy_filed" | "bank_levy_served" | "bank_levy_released" | "garnishment_order_signed" | "garnishment_served" | "garnishment_remittance" | "subpoena_issued" | "subpoena_complied" | "marshal_assigned" | "marshal_attempted" | "marshal_result" | "case_stage_changed" | "payment_received" | "action_updated" | null;
          document_path?: string | null;
          related_task_id?: string | null;
          payload?: Json;
          idempotency_key?: string | null;
        };
        Update: {
          id?: string;
          case_id?: string;
          event_type?: string;
          event_date?: string;
          notes?: string | null;
          metadata?: Json;
          created_at?: string;
          updated_at?: string;
          event_kind?: "asset_search_requested" | "asset_search_completed" | "bank_levy_filed" | "bank_levy_served" | "bank_levy_released" | "garnishment_order_signed" | "garnishment_served" | "garnishment_remittance" | "subpoena_issued" | "subpoena_complied" | "marshal_assigned" | "marshal_attempted" | "marshal_result" | "case_stage_changed" | "payment_received" | "action_updated" | null;
          document_path?: string | null;
          related_task_id?: string | null;
          payload?: Json;
          idempotency_key?: string | null;
        };
        Relationships: [];
      };
      enforcement_history: {
        Row: {
          id: number;
          judgment_id: number;
          stage: string;
          note: string | null;
          changed_at: string;
          changed_by: string | null;
          enforcement_case_id: string | null;
          actor_type: "user" | "automation" | "rpc" | null;
          delta: Json | null;
        };
        Insert: {
          id?: number;
          judgment_id: number;
          stage: string;
          note?: string | null;
          changed_at?: string;
          changed_by?: string | null;
          enforcement_case_id?: string | null;
          actor_type?: "user" | "automation" | "rpc" | null;
          delta?: Json | null;
        };
        Update: {
          id?: number;
          judgment_id?: number;
          stage?: string;
          note?: string | null;
          changed_at?: string;
          changed_by?: string | null;
          enforcement_case_id?: string | null;
          actor_type?: "user" | "automation" | "rpc" | null;
          delta?: Json | null;
        };
        Relationships: [];
      };
      enforcement_stage_lookup: {
        Row: {
          stage: string;
          ordinal: number | null;
          description: string | null;
          sla: string | null;
          judgment_stage: string | null;
        };
        Insert: {
          stage: string;
          ordinal?: number | null;
          description?: string | null;
          sla?: string | null;
          judgment_stage?: string | null;
        };
        Update: {
          stage?: string;
          ordinal?: number | null;
          description?: string | null;
          sla?: string | null;
          judgment_stage?: string | null;
        };
        Relationships: [];
      };
      enforcement_tier_lookup: {
        Row: {
          tier: string;
          min_score: number | null;
          max_score: number | null;
          min_balance: number | null;
          label: string | null;
        };
        Insert: {
          tier: string;
          min_score?: number | null;
          max_score?: number | null;
          min_balance?: number | null;
          label?: string | null;
        };
        Update: {
          tier?: string;
          min_score?: number | null;
          max_score?: number | null;
          min_balance?: number | null;
          label?: string | null;
        };
        Relationships: [];
      };
      import_runs: {
        Row: {
          id: string;
          import_kind: string;
          source_system: string;
          source: string | null;
          source_reference: string | null;
          file_name: string | null;
          storage_path: string | null;
          status: string;
          total_rows: number;
          inserted_rows: number;
          skipped_rows: number;
          error_rows: number;
          row_count: number;
          insert_count: number;
          update_count: number;
          error_count: number;
          started_at: string;
          finished_at: string | null;
          created_by: string | null;
          metadata: Json;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          id?: string;
          import_kind: string;
          source_system: string;
          source?: string | null;
          source_reference?: string | null;
          file_name?: string | null;
          storage_path?: string | null;
          status?: string;
          total_rows?: number;
          inserted_rows?: number;
          skipped_rows?: number;
          error_rows?: number;
          row_count?: number;
          insert_count?: number;
          update_count?: number;
          error_count?: number;
          started_at?: string;
          finished_at?: string | null;
          created_by?: string | null;
          metadata?: Json;
          created_at?: string;
          updated_at?: string;
        };
        Update: {
          id?: string;
          import_kind?: string;
          source_system?: string;
          source?: string | null;
          source_reference?: string | null;
          file_name?: string | null;
          storage_path?: string | null;
          status?: string;
          total_rows?: number;
          inserted_rows?: number;
          skipped_rows?: number;
          error_rows?: number;
          row_count?: number;
          insert_count?: number;
          update_count?: number;
          error_count?: number;
          started_at?: string;
          finished_at?: string | null;
          created_by?: string | null;
          metadata?: Json;
          created_at?: string;
          updated_at?: string;
        };
        Relationships: [];
      };
      job_artifacts: {
        Row: {
          id: string;
          run_id: string;
          artifact_type: string;
          data: Json | null;
          created_at: string | null;
        };
        Insert: {
          id?: string;
          run_id: string;
          artifact_type: string;
          data?: Json | null;
          created_at?: string | null;
        };
        Update: {
          id?: string;
          run_id?: string;
          artifact_type?: string;
          data?: Json | null;
          created_at?: string | null;
        };
        Relationships: [];
      };
      job_runs: {
        Row: {
          id: string;
          job_id: string;
          attempt_no: number;
          status: string;
          progress: Json | null;
          error: string | null;
          created_at: string | null;
          started_at: string | null;
          completed_at: string | null;
        };
        Insert: {
          id?: string;
          job_id: string;
          attempt_no?: number;
          status?: string;
          progress?: Json | null;
          error?: string | null;
          created_at?: string | null;
          started_at?: string | null;
          completed_at?: string | null;
        };
        Update: {
          id?: string;
          job_id?: string;
          attempt_no?: number;
          status?: string;
          progress?: Json | null;
          error?: string | null;
          created_at?: string | null;
          started_at?: string | null;
          completed_at?: string | null;
        };
        Relationships: [];
      };
      job_types: {
        Row: {
          type: string;
          description: string | null;
        };
        Insert: {
          type: string;
          description?: string | null;
        };
        Update: {
          type?: string;
          description?: string | null;
        };
        Relationships: [];
      };
      jobs: {
        Row: {
          id: string;
          type: string;
          payload: Json;
          company_id: string | null;
          user_id: string | null;
          created_at: string | null;
        };
        Insert: {
          id?: string;
          type: string;
          payload?: Json;
          company_id?: string | null;
          user_id?: string | null;
          created_at?: string | null;
        };
        Update: {
          id?: string;
          type?: string;
          payload?: Json;
          company_id?: string | null;
          user_id?: string | null;
          created_at?: string | null;
        };
        Relationships: [];
      };
      judgments: {
        Row: {
          id: number;
          created_at: string | null;
          case_number: string | null;
          plaintiff_name: string | null;
          defendant_name: string | null;
          judgment_amount: number | null;
          entry_date: string | null;
          source_file: string | null;
          status: string;
          notes: string | null;
          defendant_address: string | null;
          defendant_phone: string | null;
          defendant_email: string | null;
          last_contact_date: string | null;
          plaintiff_id: string | null;
          updated_at: string;
          enforcement_stage: string;
          enforcement_stage_updated_at: string;
          priority_level: "low" | "normal" | "high" | "urgent" | "on_hold";
          priority_level_updated_at: string;
          judgment_number: string | null;
          county: string | null;
          state: string | null;
          metadata: Json | null;
          balance_due: number | null;
        };
        Insert: {
          id?: number;
          created_at?: string | null;
          case_number?: string | null;
          plaintiff_name?: string | null;
          defendant_name?: string | null;
          judgment_amount?: number | null;
          entry_date?: string | null;
          source_file?: string | null;
          status?: string;
          notes?: string | null;
          defendant_address?: string | null;
          defendant_phone?: string | null;
          defendant_email?: string | null;
          last_contact_date?: string | null;
          plaintiff_id?: string | null;
          updated_at?: string;
          enforcement_stage?: string;
          enforcement_stage_updated_at?: string;
          priority_level?: "low" | "normal" | "high" | "urgent" | "on_hold";
          priority_level_updated_at?: string;
          judgment_number?: string | null;
          county?: string | null;
          state?: string | null;
          metadata?: Json | null;
          balance_due?: number | null;
        };
        Update: {
          id?: number;
          created_at?: string | null;
          case_number?: string | null;
          plaintiff_name?: string | null;
          defendant_name?: string | null;
          judgment_amount?: number | null;
          entry_date?: string | null;
          source_file?: string | null;
          status?: string;
          notes?: string | null;
          defendant_address?: string | null;
          defendant_phone?: string | null;
          defendant_email?: string | null;
          last_contact_date?: string | null;
          plaintiff_id?: string | null;
          updated_at?: string;
          enforcement_stage?: string;
          enforcement_stage_updated_at?: string;
          priority_level?: "low" | "normal" | "high" | "urgent" | "on_hold";
          priority_level_updated_at?: string;
          judgment_number?: string | null;
          county?: string | null;
          state?: string | null;
          metadata?: Json | null;
          balance_due?: number | null;
        };
        Relationships: [];
      };
      plaintiff_call_attempts: {
        Row: {
          id: string;
          plaintiff_id: string;
          task_id: string | null;
          outcome: string;
          interest_level: string | null;
          notes: string | null;
          next_follow_up_at: string | null;
          attempted_at: string;
          created_by: string;
          metadata: Json;
          assignee: string | null;
          call_outcome: string | null;
          called_at: string | null;
        };
        Insert: {
          id?: string;
          plaintiff_id: string;
          task_id?: string | null;
          outcome: string;
          interest_level?: string | null;
          notes?: string | null;
          next_follow_up_at?: string | null;
          attempted_at?: string;
          created_by?: string;
          metadata?: Json;
          assignee?: string | null;
          call_outcome?: never;
          called_at?: never;
        };
        Update: {
          id?: string;
          plaintiff_id?: string;
          task_id?: string | null;
          outcome?: string;
          interest_level?: string | null;
          notes?: string | null;
          next_follow_up_at?: string | null;
          attempted_at?: string;
          created_by?: string;
          metadata?: Json;
          assignee?: string | null;
          call_outcome?: never;
          called_at?: never;
        };
        Relationships: [];
      };
      plaintiff_contacts: {
        Row: {
          id: string;
          plaintiff_id: string;
          name: string;
          email: string | null;
          phone: string | null;
          role: string | null;
          created_at: string;
          kind: string | null;
          value: string | null;
        };
        Insert: {
          id?: string;
          plaintiff_id: string;
          name?: string;
          email?: string | null;
          phone?: string | null;
          role?: string | null;
          created_at?: string;
          kind?: string | null;
          value?: string | null;
        };
        Update: {
          id?: string;
          plaintiff_id?: string;
          name?: string;
          email?: string | null;
          phone?: string | null;
          role?: string | null;
          created_at?: string;
          kind?: string | null;
          value?: string | null;
        };
        Relationships: [];
      };
      plaintiff_status_history: {
        Row: {
          id: string;
          plaintiff_id: string;
          status: string;
          note: string | null;
          changed_at: string;
          changed_by: string | null;
          recorded_at: string;
        };
        Insert: {
          id?: string;
          plaintiff_id: string;
          status: string;
          note?: string | null;
          changed_at?: string;
          changed_by?: string | null;
          recorded_at?: string;
        };
        Update: {
          id?: string;
          plaintiff_id?: string;
          status?: string;
          note?: string | null;
          changed_at?: string;
          changed_by?: string | null;
          recorded_at?: string;
        };
        Relationships: [];
      };
      plaintiff_tasks: {
        Row: {
          id: string;
          plaintiff_id: string;
          kind: string;
          status: string;
          due_at: string | null;
          completed_at: string | null;
          closed_at: string | null;
          note: string | null;
          result: string | null;
          created_at: string;
          created_by: string | null;
          assignee: string | null;
          metadata: Json;
          case_id: string | null;
          severity: "low" | "medium" | "high";
          task_code: string | null;
          updated_at: string;
        };
        Insert: {
          id?: string;
          plaintiff_id: string;
          kind: string;
          status?: string;
          due_at?: string | null;
          completed_at?: string | null;
          closed_at?: string | null;
          note?: string | null;
          result?: string | null;
          created_at?: string;
          created_by?: string | null;
          assignee?: string | null;
          metadata?: Json;
          case_id?: string | null;
          severity?: "low" | "medium" | "high";
          task_code?: string | null;
          updated_at?: string;
        };
        Update: {
          id?: string;
          plaintiff_id?: string;
          kind?: string;
          status?: string;
          due_at?: string | null;
          completed_at?: string | null;
          closed_at?: string | null;
          note?: string | null;
          result?: string | null;
          created_at?: string;
          created_by?: string | null;
          assignee?: string | null;
          metadata?: Json;
          case_id?: string | null;
          severity?: "low" | "medium" | "high";
          task_code?: string | null;
          updated_at?: string;
        };
        Relationships: [];
      };
      plaintiffs: {
        Row: {
          id: string;
          name: string;
          firm_name: string | null;
          email: string | null;
          phone: string | null;
          status: string;
          created_at: string;
          updated_at: string;
          source_system: string;
          tier: string | null;
          source_reference: string | null;
          lead_metadata: Json;
        };
        Insert: {
          id?: string;
          name: string;
          firm_name?: string | null;
          email?: string | null;
          phone?: string | null;
          status?: string;
          created_at?: string;
          updated_at?: string;
          source_system?: string;
          tier?: string | null;
          source_reference?: string | null;
          lead_metadata?: Json;
        };
        Update: {
          id?: string;
          name?: string;
          firm_name?: string | null;
          email?: string | null;
          phone?: string | null;
          status?: string;
          created_at?: string;
          updated_at?: string;
          source_system?: string;
          tier?: string | null;
          source_reference?: string | null;
          lead_metadata?: Json;
        };
        Relationships: [];
      };
      raw_simplicity_imports: {
        Row: {
          id: number;
          import_run_id: string | null;
          raw_data: Json;
          imported_at: string;
          status: string;
          error_log: Json | null;
        };
        Insert: {
          id?: number;
          import_run_id?: string | null;
          raw_data: Json;
          imported_at?: string;
          status?: string;
          error_log?: Json | null;
        };
        Update: {
          id?: number;
          import_run_id?: string | null;
          raw_data?: Json;
          imported_at?: string;
          status?: string;
          error_log?: Json | null;
        };
        Relationships: [];
      };
    };
    Views: {
      v_case_copilot_latest: {
        Row: {
          case_id: string | null;
          case_number: string | null;
          judgment_id: number | null;
          current_stage: string | null;
          case_status: string | null;
          assigned_to: string | null;
          model: string | null;
          generated_at: string | null;
          summary: string | null;
          recommended_actions: string[] | null;
          enforcement_suggestions: Json | null;
          draft_documents: Json | null;
          risk_value: number | null;
          risk_label: string | null;
          risk_drivers: string[] | null;
          timeline_analysis: Json | null;
          contact_strategy: Json | null;
          invocation_status: string | null;
          error_message: string | null;
          env: string | null;
          duration_ms: string | null;
          log_id: number | null;
        };
        Relationships: [];
      };
      v_collectability_snapshot: {
        Row: {
          case_id: string | null;
          case_number: string | null;
          judgment_amount: number | null;
          judgment_date: string | null;
          age_days: number | null;
          last_enriched_at: string | null;
          last_enrichment_status: string | null;
          collectability_tier: string | null;
        };
        Relationships: [];
      };
      v_content_job_status: {
        Row: {
          job_id: string | null;
          job_type: string | null;
          status: string | null;
          stage: string | null;
          created_at: string | null;
          updated_at: string | null;
          last_event_at: string | null;
          last_error_message: string | null;
        };
        Relationships: [];
      };
      v_enforcement_case_summary: {
        Row: {
          case_id: string | null;
          judgment_id: number | null;
          opened_at: string | null;
          current_stage: string | null;
          status: string | null;
          assigned_to: string | null;
          metadata: Json | null;
          created_at: string | null;
          updated_at: string | null;
          judgment_amount: number | null;
          plaintiff_id: string | null;
          plaintiff_name: string | null;
          latest_event_type: string | null;
          latest_event_date: string | null;
          latest_event_note: string | null;
          latest_event_metadata: Json | null;
          case_number: string | null;
        };
        Relationships: [];
      };
      v_enforcement_overview: {
        Row: {
          enforcement_stage: string | null;
          collectability_tier: string | null;
          case_count: number | null;
          total_judgment_amount: number | null;
          judgment_id: number | null;
          case_id: string | null;
          case_number: string | null;
          tier: string | null;
          current_stage: string | null;
          next_action_at: string | null;
          days_in_stage: number | null;
          current_balance: number | null;
          sla_breached: boolean | null;
        };
        Relationships: [];
      };
      v_enforcement_recent: {
        Row: {
          judgment_id: number | null;
          case_number: string | null;
          plaintiff_id: string | null;
          plaintiff_name: string | null;
          judgment_amount: number | null;
          enforcement_stage: string | null;
          enforcement_stage_updated_at: string | null;
          collectability_tier: string | null;
          case_id: string | null;
          tier: string | null;
          current_stage: string | null;
          next_action_at: string | null;
          days_in_stage: number | null;
        };
        Relationships: [];
      };
      v_enforcement_stage_totals: {
        Row: {
          enforcement_stage: string | null;
          collectability_tier: string | null;
          case_count: number | null;
          total_judgment_amount: number | null;
        };
        Relationships: [];
      };
      v_enforcement_summary: {
        Row: {
          tier: string | null;
          current_stage: string | null;
          case_count: number | null;
          total_current_balance: number | null;
          sla_breach_count: number | null;
          oldest_days_in_stage: number | null;
          is_total: boolean | null;
        };
        Relationships: [];
      };
      v_enforcement_timeline: {
        Row: {
          case_id: string | null;
          source_id: string | null;
          item_kind: string | null;
          occurred_at: string | null;
          title: string | null;
          details: string | null;
          storage_path: string | null;
          file_type: string | null;
          uploaded_by: string | null;
          metadata: Json | null;
          created_at: string | null;
        };
        Relationships: [];
      };
      v_judgment_pipeline: {
        Row: {
          judgment_id: number | null;
          case_number: string | null;
          plaintiff_id: string | null;
          plaintiff_name: string | null;
          defendant_name: string | null;
          judgment_amount: number | null;
          enforcement_stage: string | null;
          enforcement_stage_updated_at: string | null;
          collectability_tier: string | null;
          collectability_age_days: number | null;
          last_enriched_at: string | null;
          last_enrichment_status: string | null;
          enforcement_case_id: string | null;
        };
        Relationships: [];
      };
      v_plaintiff_call_queue: {
        Row: {
          task_id: string | null;
          plaintiff_id: string | null;
          plaintiff_name: string | null;
          firm_name: string | null;
          status: string | null;
          task_status: string | null;
          tier: string | null;
          total_judgment_amount: number | null;
          case_count: number | null;
          phone: string | null;
          last_contact_at: string | null;
          last_contacted_at: string | null;
          days_since_contact: number | null;
          last_call_outcome: string | null;
          last_call_attempted_at: string | null;
          last_call_interest_level: string | null;
          last_call_notes: string | null;
          due_at: string | null;
          notes: string | null;
          created_at: string | null;
        };
        Relationships: [];
      };
      v_plaintiff_open_tasks: {
        Row: {
          task_id: string | null;
          plaintiff_id: string | null;
          plaintiff_name: string | null;
          firm_name: string | null;
          email: string | null;
          phone: string | null;
          plaintiff_status: string | null;
          judgment_total: number | null;
          case_count: number | null;
          top_collectability_tier: string | null;
          case_id: string | null;
          kind: string | null;
          status: string | null;
          assignee: string | null;
          due_at: string | null;
          created_at: string | null;
          note: string | null;
          metadata: Json | null;
          severity: "low" | "medium" | "high" | null;
          task_code: string | null;
        };
        Relationships: [];
      };
      v_plaintiffs_overview: {
        Row: {
          plaintiff_id: string | null;
          plaintiff_name: string | null;
          firm_name: string | null;
          status: string | null;
          total_judgment_amount: number | null;
          case_count: number | null;
        };
        Relationships: [];
      };
      v_priority_pipeline: {
        Row: {
          plaintiff_name: string | null;
          judgment_id: number | null;
          collectability_tier: string | null;
          priority_level: string | null;
          judgment_amount: number | null;
          county: string | null;
          state: string | null;
          stage: string | null;
          plaintiff_status: string | null;
          tier_rank: number | null;
        };
        Relationships: [];
      };
    };
    Functions: {
      archive_message:
        | { Args: { p_queue: string; p_msg_id: number }; Returns: boolean };
      archive_messages:
        | { Args: { p_queue: string; p_msg_ids: number[] }; Returns: undefined };
      cancel_content_job:
        | { Args: { p_job_id: string; p_reason?: string }; Returns: boolean };
      cancel_job:
        | { Args: { job_id: string }; Returns: boolean }
        | { Args: { kind: Kind; idempotency_key: string }; Returns: boolean };
      claim_jobs:
        | { Args: { types?: string[]; quantity?: number; worker?: string; lease_seconds?: number }; Returns: { job_id: string; run_id: string; attempt_no: number; type: string; payload: Json; company_id: string; user_id: string }[] };
      close_enforcement_case:
        | { Args: { case_id: string; status: string; note?: string; closed_by?: string }; Returns: Json }
        | { Args: { payload?: Json }; Returns: Json };
      complete_job_run:
        | { Args: { run_id: string; artifacts?: Json }; Returns: boolean };
      complete_stage:
        | { Args: { p_queue: string; p_msg_id: number; p_job_id: string; p_stage: ContentStage; p_result?: Json; p_next_stage?: ContentStage }; Returns: Json };
      create_content_job:
        | { Args: { p_job_type: string; p_requester_email?: string; p_payload?: Json; p_initial_stage?: ContentStage; p_priority?: number; p_max_attempts?: number; p_retry_delay_seconds?: number; p_queue_override?: string }; Returns: string };
      create_job:
        | { Args: { type: JobType; payload: Json; company_id?: string; user_id?: string; id?: string }; Returns: string };
      delayed_requeue_stage:
        | { Args: { p_queue: string; p_msg_id: number; p_job_id: string; p_stage: ContentStage; p_payload?: Json; p_base_delay_seconds?: number; p_priority?: number; p_visibility_seconds?: number }; Returns: number };
      dequeue_job:
        | { Args: { kind: Kind }; Returns: Json };
      dequeue_jobs:
        | { Args: { kind: Kind; quantity: number; visibility_timeout: number }; Returns: Json[] };
      dequeue_stage:
        | { Args: { p_queue: string; p_visibility_seconds?: number; p_stage?: ContentStage }; Returns: { msg_id: number; message: Json }[] };
      dequeue_stage_batch:
        | { Args: { p_queue: string; p_visibility_seconds?: number; p_batch_size?: number; p_stage?: ContentStage }; Returns: { msg_id: number; message: Json }[] };
      dispatch_content_queue:
        | { Args: { source?: string }; Returns: Json };
      enqueue_stage:
        | { Args: { p_queue: string; p_job_id: string; p_stage: ContentStage; p_payload?: Json; p_priority?: number; p_delay_seconds?: number; p_visibility_seconds?: number; p_max_attempts?: number; p_retry_delay_seconds?: number }; Returns: number };
      extend_message_visibility:
        | { Args: { p_queue: string; p_msg_id: number; p_job_id: string; p_stage: ContentStage; p_additional_seconds?: number }; Returns: boolean };
      fail_job_run:
        | { Args: { run_id: string; error: string; retry?: boolean; retry_in?: number }; Returns: Json };
      fail_stage:
        | { Args: { p_queue: string; p_msg_id: number; p_job_id: string; p_stage: ContentStage; p_error: Json; p_retryable?: boolean }; Returns: Json };
      get_content_stage_backlog:
        | { Args: Record<PropertyKey, never>; Returns: { stage: string; ready_count: number; inflight_count: number }[] };
      get_content_stage_problems:
        | { Args: Record<PropertyKey, never>; Returns: { stage: string; problem: string; endpoint: string }[] };
      get_job_result:
        | { Args: { job_id: string; artifact_type?: string }; Returns: Json };
      get_job_status:
        | { Args: { job_id: string }; Returns: Json };
      get_queue_depth:
        | { Args: { p_queue: string }; Returns: Json };
      insert_or_get_case_with_entities:
        | { Args: { payload?: Json }; Returns: Json };
      insert_or_get_entity:
        | { Args: { payload?: Json }; Returns: string };
      issue_subpoena:
        | { Args: { case_id: string; target: string; due_date?: string; documents_requested?: string[]; document_path?: string; actor?: string }; Returns: Json }
        | { Args: { payload?: Json }; Returns: Json };
      log_call_outcome:
        | { Args: { plaintiff_id: string; task_id: string; outcome?: string; interest?: string; notes?: string; follow_up_at?: string }; Returns: Json };
      log_enforcement_event:
        | { Args: { case_id: string; event_kind: string; payload?: Json; document_path?: string; related_task_id?: string; actor?: string; note?: string }; Returns: string }
        | { Args: { payload?: Json; wrapped?: boolean }; Returns: string };
      move_to_dead_letter:
        | { Args: { p_queue: string; p_msg_id: number; p_job_id: string; p_stage: ContentStage; p_message: Json; p_failure_reason: string; p_error_details?: Json; p_attempt_count?: number }; Returns: number };
      open_enforcement_case:
        | { Args: { judgment_id: number; created_by: string; plaintiff_id?: string; tier?: string; collectability_score?: number; notes?: string }; Returns: string }
        | { Args: { payload?: Json }; Returns: string };
      pgmq_delete:
        | { Args: { queue_name: string; msg_id: number }; Returns: boolean };
      pgmq_delete_many:
        | { Args: { queue_name: string; msg_ids: number[] }; Returns: number[] };
      process_simplicity_imports:
        | { Args: { import_run_id: string }; Returns: Json };
      purge_content_dead_letters:
        | { Args: { p_older_than?: string; p_ids?: number[] }; Returns: number };
      queue_enforcement_action:
        | { Args: { case_id: string; action_type: string; status?: string; metadata?: Json; actor?: string; status_reason?: string }; Returns: Json }
        | { Args: { payload?: Json }; Returns: Json };
      queue_job:
        | { Args: Record<PropertyKey, never>; Returns: number }
        | { Args: { delay_seconds: number; kind: Kind; idempotency_key: Json }; Returns: number }
        | { Args: { idempotency_key: string; kind: Kind }; Returns: number }
        | { Args: { idempotency_key: string; kind: Kind; payload: Json }; Returns: number }
        | { Args: { idempotency_key: string; kind: Kind; payload: Json; delay_seconds: number }; Returns: number }
        | { Args: { idempotency_key: string; kind: Kind; payload: Json; run_at: string }; Returns: number }
        | { Args: { idempotency_key: string; kind: Kind; payload: Json; run_at: string; delay_seconds: number }; Returns: number }
        | { Args: { kind: Kind; payload: Json }; Returns: number }
        | { Args: { payload: Json }; Returns: number }
        | { Args: { payload: Json; idempotency_key: string }; Returns: number }
        | { Args: { run_at: string; kind: Kind; idempotency_key: Json }; Returns: number };
      queue_job_status:
        | { Args: { kind: Kind; idempotency_key: string }; Returns: Json };
      queue_jobs:
        | { Args: { jobs: Json }; Returns: number[] };
      reclaim_stalled_stages:
        | { Args: { p_grace_seconds?: number }; Returns: number };
      record_enforcement_payment:
        | { Args: { case_id: string; amount: number; judgment_id?: number; received_at?: string; source?: string; document_path?: string; actor?: string; allow_overpayment?: boolean; idempotency_key?: string }; Returns: Json }
        | { Args: { payload?: Json }; Returns: Json };
      record_job_metric:
        | { Args: { p_job_id: string; p_stage: ContentStage; p_metric_type: string; p_metric_value: number; p_message_id?: number; p_attempt_count?: number; p_priority?: number; p_metadata?: Json }; Returns: number };
      record_subpoena_response:
        | { Args: { case_id: string; complied: boolean; action_id?: string; note?: string; document_path?: string; actor?: string }; Returns: Json }
        | { Args: { payload?: Json }; Returns: Json };
      refresh_enforcement_metrics:
        | { Args: Record<PropertyKey, never>; Returns: Json };
      replay_content_dead_letters:
        | { Args: { p_queue?: string; p_max_count?: number; p_dry_run?: boolean; p_ids?: number[] }; Returns: { letter_id: number; queue_name: string; job_id: string; stage: string; age_seconds: number; attempts: number; error: string; action: string; new_msg_id: number }[] };
      request_case_copilot:
        | { Args: { case_id: string; requested_by?: string }; Returns: number };
      retry_job:
        | { Args: { kind: Kind; idempotency_key: string }; Returns: number };
      save_job_artifact:
        | { Args: { run_id: string; artifact_type: string; data: Json }; Returns: string };
      set_case_enrichment:
        | { Args: { p_case_id: string; p_collectability_score: number; p_collectability_tier: string; p_summary?: string }; Returns: undefined };
      set_case_scores:
        | { Args: { p_case_id: string; p_identity_score: number; p_contactability_score: number; p_asset_score: number; p_recency_amount_score: number; p_adverse_penalty: number; p_collectability_score: number; p_collectability_tier: string }; Returns: undefined };
      set_enforcement_stage:
        | { Args: { case_id: string; stage: EnforcementStage; actor: string; note: string; metadata: Json; override?: boolean }; Returns: Json }
        | { Args: { payload?: Json }; Returns: Json };
      set_tier_override:
        | { Args: { case_id: string; tier: string; expires_at?: string; note?: string; actor?: string }; Returns: Json };
      start_stage:
        | { Args: { p_job_id: string; p_stage: ContentStage }; Returns: Json };
      trigger_content_worker:
        | { Args: { p_worker_endpoint: string; p_stage: ContentStage; p_queue: string; p_payload?: Json; p_headers?: Json }; Returns: Json };
      update_job_progress:
        | { Args: { run_id: string; progress: Json }; Returns: boolean };
      upsert_enrichment_bundle:
        | { Args: { bundle?: Json }; Returns: Json };
    };
    Enums: {
      enforcement_event_kind: "asset_search_requested" | "asset_search_completed" | "bank_levy_filed" | "bank_levy_served" | "bank_levy_released" | "garnishment_order_signed" | "garnishment_served" | "garnishment_remittance" | "subpoena_issued" | "subpoena_complied" | "marshal_assigned" | "marshal_attempted" | "marshal_result" | "case_stage_changed" | "payment_received" | "action_updated";
      enforcement_task_severity: "low" | "medium" | "high";
    };
    CompositeTypes: { [_ in never]: never };
  };
  workers: {
    Tables: {
      dead_letter_log: {
        Row: {
          id: string;
          original_queue: string;
          original_job_id: number | null;
          idempotency_key: string | null;
          payload: Json | null;
          error_message: string;
          error_stack: string | null;
          attempt_count: number | null;
          first_attempt_at: string | null;
          last_attempt_at: string | null;
          worker_id: string | null;
          moved_to_dlq_at: string;
          resolved_at: string | null;
          resolved_by: string | null;
          resolution_notes: string | null;
        };
        Insert: {
          id?: string;
          original_queue: string;
          original_job_id?: number | null;
          idempotency_key?: string | null;
          payload?: Json | null;
          error_message: string;
          error_stack?: string | null;
          attempt_count?: number | null;
          first_attempt_at?: string | null;
          last_attempt_at?: string | null;
          worker_id?: string | null;
          moved_to_dlq_at?: string;
          resolved_at?: string | null;
          resolved_by?: string | null;
          resolution_notes?: string | null;
        };
        Update: {
          id?: string;
          original_queue?: string;
          original_job_id?: number | null;
          idempotency_key?: string | null;
          payload?: Json | null;
          error_message?: string;
          error_stack?: string | null;
          attempt_count?: number | null;
          first_attempt_at?: string | null;
          last_attempt_at?: string | null;
          worker_id?: string | null;
          moved_to_dlq_at?: string;
          resolved_at?: string | null;
          resolved_by?: string | null;
          resolution_notes?: string | null;
        };
        Relationships: [];
      };
      heartbeats: {
        Row: {
          worker_id: string;
          queue_name: string;
          hostname: string;
          version: string;
          pid: number;
          status: "starting" | "healthy" | "draining" | "stopped";
          last_heartbeat_at: string;
          jobs_processed: number;
          jobs_failed: number;
          created_at: string;
          metadata: Json;
        };
        Insert: {
          worker_id: string;
          queue_name: string;
          hostname?: string;
          version?: string;
          pid?: number;
          status?: "starting" | "healthy" | "draining" | "stopped";
          last_heartbeat_at?: string;
          jobs_processed?: number;
          jobs_failed?: number;
          created_at?: string;
          metadata?: Json;
        };
        Update: {
          worker_id?: string;
          queue_name?: string;
          hostname?: string;
          version?: string;
          pid?: number;
          status?: "starting" | "healthy" | "draining" | "stopped";
          last_heartbeat_at?: string;
          jobs_processed?: number;
          jobs_failed?: number;
          created_at?: string;
          metadata?: Json;
        };
        Relationships: [];
      };
      metric_slots: {
        Row: {
          queue_name: string;
          slot: number;
          minute_at: string;
          minute_count: number;
          prev_count: number;
          processed: number;
          failed: number;
          latency_sum_ms: number;
          min_ms: number | null;
          max_ms: number;
          last_job_id: number | null;
          last_success_at: string | null;
        };
        Insert: {
          queue_name: string;
          slot: number;
          minute_at: string;
          minute_count?: number;
          prev_count?: number;
          processed?: number;
          failed?: number;
          latency_sum_ms?: number;
          min_ms?: number | null;
          max_ms?: number;
          last_job_id?: number | null;
          last_success_at?: string | null;
        };
        Update: {
          queue_name?: string;
          slot?: number;
          minute_at?: string;
          minute_count?: number;
          prev_count?: number;
          processed?: number;
          failed?: number;
          latency_sum_ms?: number;
          min_ms?: number | null;
          max_ms?: number;
          last_job_id?: number | null;
          last_success_at?: string | null;
        };
        Relationships: [];
      };
      metrics: {
        Row: {
          queue_name: string;
          last_job_id: string | null;
          last_success_at: string | null;
          total_processed: number;
          total_failed: number;
          avg_latency_ms: number;
          max_latency_ms: number;
          min_latency_ms: number | null;
          throughput_jpm: number;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          queue_name: string;
          last_job_id?: string | null;
          last_success_at?: string | null;
          total_processed?: number;
          total_failed?: number;
          avg_latency_ms?: number;
          max_latency_ms?: number;
          min_latency_ms?: number | null;
          throughput_jpm?: number;
          created_at?: string;
          updated_at?: string;
        };
        Update: {
          queue_name?: string;
          last_job_id?: string | null;
          last_success_at?: string | null;
          total_processed?: number;
          total_failed?: number;
          avg_latency_ms?: number;
          max_latency_ms?: number;
          min_latency_ms?: number | null;
          throughput_jpm?: number;
          created_at?: string;
          updated_at?: string;
        };
        Relationships: [];
      };
      processed_jobs: {
        Row: {
          idempotency_key: string;
          queue_name: string;
          job_id: number;
          status: "processing" | "completed" | "failed";
          result: Json | null;
          processed_at: string | null;
          worker_id: string | null;
          attempts: number;
          lease_until: string | null;
          claimed_at: string | null;
          last_error: string | null;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          idempotency_key: string;
          queue_name: string;
          job_id: number;
          status?: "processing" | "completed" | "failed";
          result?: Json | null;
          processed_at?: string | null;
          worker_id?: string | null;
          attempts?: number;
          lease_until?: string | null;
          claimed_at?: string | null;
          last_error?: string | null;
          created_at?: string;
          updated_at?: string;
        };
        Update: {
          idempotency_key?: string;
          queue_name?: string;
          job_id?: number;
          status?: "processing" | "completed" | "failed";
          result?: Json | null;
          processed_at?: string | null;
          worker_id?: string | null;
          attempts?: number;
          lease_until?: string | null;
          claimed_at?: string | null;
          last_error?: string | null;
          created_at?: string;
          updated_at?: string;
        };
        Relationships: [];
      };
      queue_policy: {
        Row: {
          queue_name: string;
          max_attempts: number;
          base_delay_seconds: number;
          max_delay_seconds: number;
          visibility_timeout_seconds: number;
          envelope: boolean;
        };
        Insert: {
          queue_name: string;
          max_attempts?: number;
          base_delay_seconds?: number;
          max_delay_seconds?: number;
          visibility_timeout_seconds?: number;
          envelope?: boolean;
        };
        Update: {
          queue_name?: string;
          max_attempts?: number;
          base_delay_seconds?: number;
          max_delay_seconds?: number;
          visibility_timeout_seconds?: number;
          envelope?: boolean;
        };
        Relationships: [];
      };
    };
    Views: {
      v_queue_metrics: {
        Row: {
          queue_name: string | null;
          total_processed: number | null;
          total_failed: number | null;
          failure_rate_pct: number | null;
          avg_latency_ms: number | null;
          min_latency_ms: number | null;
          max_latency_ms: number | null;
          last_success_at: string | null;
          minutes_since_last_success: number | null;
          throughput_jpm: number | null;
          active_workers: number | null;
          depth: number | null;
          in_flight: number | null;
          oldest_message_age_seconds: number | null;
          dead_letters: number | null;
          retrying: number | null;
          delayed: number | null;
        };
        Relationships: [];
      };
      v_worker_health: {
        Row: {
          queue_name: string | null;
          worker_id: string | null;
          hostname: string | null;
          status: "starting" | "healthy" | "draining" | "stopped" | null;
          last_heartbeat_at: string | null;
          seconds_since_heartbeat: number | null;
          jobs_processed: number | null;
          jobs_failed: number | null;
          version: string | null;
          pid: number | null;
          health_status: string | null;
        };
        Relationships: [];
      };
    };
    Functions: {
      claim_job:
        | { Args: { key: string; msg: number; queue: string; worker?: string }; Returns: boolean };
      complete_job:
        | { Args: { key: string; result?: Json }; Returns: undefined };
      create_queue:
        | { Args: { queue: string }; Returns: undefined };
      drop_queue:
        | { Args: { queue: string; force?: boolean }; Returns: boolean };
      enqueue:
        | { Args: { queue: string; envelope: Json; delay_seconds?: number }; Returns: number };
      extend:
        | { Args: { queue: string; msg_id: number; worker_id: string; seconds: number; attempt?: number }; Returns: boolean };
      fail:
        | { Args: { queue: string; msg_id: number; worker_id: string; error: string; retryable?: boolean; attempt?: number; retry_in?: number }; Returns: Json };
      fail_job:
        | { Args: { key: string; error: string }; Returns: undefined };
      find_stale_workers:
        | { Args: { minutes?: number }; Returns: { worker_id: string; queue_name: string; hostname: string; status: string; last_heartbeat_at: string; minutes_stale: number }[] };
      heartbeat:
        | { Args: { worker_id: string; queue: string; hostname: string; version: string; pid: number; status: string; processed?: number; failed?: number; metadata?: Json }; Returns: undefined };
      is_job_processed:
        | { Args: { key: string }; Returns: boolean };
      move_to_dlq:
        | { Args: { queue: string; msg: number; key: string; payload: Json; err: string; stack?: string; attempt?: number; first_attempt?: string; worker?: string }; Returns: string };
      poll:
        | { Args: { queue: string; worker_id: string; quantity?: number; visibility_timeout?: number }; Returns: { msg_id: number; read_ct: number; attempt: number; envelope: Json }[] };
      purge_dead_letters:
        | { Args: { older_than: string; ids?: number[] }; Returns: number };
      release:
        | { Args: { queue: string; msg_ids: number[]; worker_id: string }; Returns: number };
      replay_dead_letters:
        | { Args: { queue?: string; max_count?: number; dry_run?: boolean; ids?: number[] }; Returns: { msg_id: number; original_queue: string; age_seconds: number; attempts: number; error: string; action: string; new_msg_id: number }[] };
      succeed:
        | { Args: { queue: string; msg_id: number; worker_id: string; result?: Json; attempt?: number }; Returns: boolean };
      succeed_many:
        | { Args: { queue: string; msg_ids: number[]; worker_id: string; results?: Json }; Returns: number[] };
      update_metrics:
        | { Args: { queue: string; job: string; latency_ms: number; success?: boolean }; Returns: undefined };
      upsert_heartbeat:
        | { Args: { worker: string; queue: string; host: string; version: string; pid: number; status: string; processed?: number; failed?: number; metadata?: Json }; Returns: undefined }
        | { Args: { worker: string; queue: string; host: string; version: string; pid: number; worker_status: string; processed?: number; failed?: number; metadata?: Json }; Returns: undefined };
      validate_envelope:
        | { Args: { envelope: Json }; Returns: Json };
    };
    Enums: {
      job_status: "processing" | "completed" | "failed";
      worker_status: "starting" | "healthy" | "draining" | "stopped";
    };
    CompositeTypes: { [_ in never]: never };
  };
  judgments: {
    Tables: {
      cases: {
        Row: {
          case_id: string;
          id: string | null;
          org_id: string;
          source: string;
          source_system: string | null;
          external_id: string | null;
          source_url: string | null;
          state: string | null;
          county: string | null;
          court_name: string | null;
          court: string | null;
          docket_number: string | null;
          index_no: string | null;
          case_number: string;
          title: string;
          case_type: string | null;
          case_status: string | null;
          status: string | null;
          case_url: string | null;
          owner: string | null;
          jurisdiction: string | null;
          assigned_judge: string | null;
          filing_date: string | null;
          judgment_date: string | null;
          principal_amt: number | null;
          amount_awarded: number | null;
          currency: string | null;
          metadata: Json | null;
          raw: Json;
          ingestion_run_id: string | null;
          created_at: string;
          updated_at: string;
          collectability_score: number | null;
          identity_score: number | null;
          contactability_score: number | null;
          asset_score: number | null;
          recency_amount_score: number | null;
          adverse_penalty: number | null;
          collectability_tier: string | null;
          last_enriched_at: string | null;
          last_scored_at: string | null;
        };
        Insert: {
          case_id?: string;
          id?: string | null;
          org_id?: string;
          source?: string;
          source_system?: string | null;
          external_id?: string | null;
          source_url?: string | null;
          state?: string | null;
          county?: string | null;
          court_name?: string | null;
          court?: string | null;
          docket_number?: string | null;
          index_no?: string | null;
          case_number: string;
          title?: string;
          case_type?: string | null;
          case_status?: string | null;
          status?: string | null;
          case_url?: string | null;
          owner?: string | null;
          jurisdiction?: string | null;
          assigned_judge?: string | null;
          filing_date?: string | null;
          judgment_date?: string | null;
          principal_amt?: number | null;
          amount_awarded?: number | null;
          currency?: string | null;
          metadata?: Json | null;
          raw?: Json;
          ingestion_run_id?: string | null;
          created_at?: string;
          updated_at?: string;
          collectability_score?: number | null;
          identity_score?: number | null;
          contactability_score?: number | null;
          asset_score?: number | null;
          recency_amount_score?: number | null;
          adverse_penalty?: number | null;
          collectability_tier?: string | null;
          last_enriched_at?: string | null;
          last_scored_at?: string | null;
        };
        Update: {
          case_id?: string;
          id?: string | null;
          org_id?: string;
          source?: string;
          source_system?: string | null;
          external_id?: string | null;
          source_url?: string | null;
          state?: string | null;
          county?: string | null;
          court_name?: string | null;
          court?: string | null;
          docket_number?: string | null;
          index_no?: string | null;
          case_number?: string;
          title?: string;
          case_type?: string | null;
          case_status?: string | null;
          status?: string | null;
          case_url?: string | null;
          owner?: string | null;
          jurisdiction?: string | null;
          assigned_judge?: string | null;
          filing_date?: string | null;
          judgment_date?: string | null;
          principal_amt?: number | null;
          amount_awarded?: number | null;
          currency?: string | null;
          metadata?: Json | null;
          raw?: Json;
          ingestion_run_id?: string | null;
          created_at?: string;
          updated_at?: string;
          collectability_score?: number | null;
          identity_score?: number | null;
          contactability_score?: number | null;
          asset_score?: number | null;
          recency_amount_score?: number | null;
          adverse_penalty?: number | null;
          collectability_tier?: string | null;
          last_enriched_at?: string | null;
          last_scored_at?: string | null;
        };
        Relationships: [];
      };
      enrichment_runs: {
        Row: {
          id: number;
          case_id: string;
          status: string;
          summary: string | null;
          raw: Json | null;
          created_at: string;
        };
        Insert: {
          id?: number;
          case_id: string;
          status: string;
          summary?: string | null;
          raw?: Json | null;
          created_at?: string;
        };
        Update: {
          id?: number;
          case_id?: string;
          status?: string;
          summary?: string | null;
          raw?: Json | null;
          created_at?: string;
        };
        Relationships: [];
      };
    };
    Views: {
      v_collectability_snapshot: {
        Row: {
          case_id: string | null;
          case_number: string | null;
          judgment_amount: number | null;
          judgment_date: string | null;
          age_days: number | null;
          last_enriched_at: string | null;
          last_enrichment_status: string | null;
          collectability_tier: string | null;
        };
        Relationships: [];
      };
    };
    Functions: {
      [_ in never]: never;
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: { [_ in never]: never };
  };
  parties: {
    Tables: {
      entities: {
        Row: {
          entity_id: string;
          org_id: string;
          case_id: string;
          role: "plaintiff" | "defendant" | "garnishee" | "other" | null;
          name_full: string | null;
          first_name: string | null;
          last_name: string | null;
          business_name: string | null;
          ein_or_ssn: string | null;
          address: Json | null;
          phones: Json | null;
          emails: Json | null;
          raw: Json;
          name_normalized: string;
          created_at: string;
          updated_at: string;
        };
        Insert: {
          entity_id?: string;
          org_id?: string;
          case_id: string;
          role?: "plaintiff" | "defendant" | "garnishee" | "other" | null;
          name_full?: string | null;
          first_name?: string | null;
          last_name?: string | null;
          business_name?: string | null;
          ein_or_ssn?: string | null;
          address?: Json | null;
          phones?: Json | null;
          emails?: Json | null;
          raw?: Json;
          name_normalized: string;
          created_at?: string;
          updated_at?: string;
        };
        Update: {
          entity_id?: string;
          org_id?: string;
          case_id?: string;
          role?: "plaintiff" | "defendant" | "garnishee" | "other" | null;
          name_full?: string | null;
          first_name?: string | null;
          last_name?: string | null;
          business_name?: string | null;
          ein_or_ssn?: string | null;
          address?: Json | null;
          phones?: Json | null;
          emails?: Json | null;
          raw?: Json;
          name_normalized?: string;
          created_at?: string;
          updated_at?: string;
        };
        Relationships: [];
      };
      entity_links: {
        Row: {
          entity_id: string;
          plaintiff_id: string | null;
          judgment_id: number | null;
          created_at: string;
        };
        Insert: {
          entity_id: string;
          plaintiff_id?: string | null;
          judgment_id?: number | null;
          created_at?: string;
        };
        Update: {
          entity_id?: string;
          plaintiff_id?: string | null;
          judgment_id?: number | null;
          created_at?: string;
        };
        Relationships: [];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      [_ in never]: never;
    };
    Enums: {
      [_ in never]: never;
    };
    CompositeTypes: { [_ in never]: never };
  };
  enrichment: {
    Tables: {
      assets: {
        Row: {
          asset_id: string;
          entity_id: string;
          asset_type: "real_property" | "bank_hint" | "employment" | "vehicle" | "license" | "ucc" | "dba" | null;
          meta_json: Json;
          confidence: number | null;
          source: string | null;
          created_at: string;
        };
        Insert: {
          asset_id?: string;
          entity_id: string;
          asset_type?: "real_property" | "bank_hint" | "employment" | "vehicle" | "license" | "ucc" | "dba" | null;
          meta_json?: Json;
          confidence?: number | null;
          source?: string | null;
          created_at?: string;
        };
        Update: {
          asset_id?: string;
          entity_id?: string;
          asset_type?: "real_property" | "bank_hint" | "employment" | "vehicle" | "license" | "ucc" | "dba" | null;
          meta_json?: Json;
          confidence?: number | null;
          source?: string | null;
          created_at?: string;
        };
        Relationships: [];
      };
      contacts: {
        Row: {
          contact_id: string;
          entity_id: string;
          kind: "phone" | "email" | "address";
          value: string;
          source: string | null;
          validated_bool: boolean | null;
          score: number | null;
          created_at: string;
        };
        Insert: {
          contact_id?: string;
          entity_id: string;
          kind: "phone" | "email" | "address";
          value: string;
          source?: string | null;
          validated_bool?: boolean | null;
          score?: number | null;
          created_at?: string;
        };
        Update: {
          contact_id?: string;
          entity_id?: string;
          kind?: "phone" | "email" | "address";
          value?: string;
          source?: string | null;
          validated_bool?: boolean | null;
          score?: number | null;
          created_at?: string;
        };
        Relationships: [];
      };
    };
    Views: {
      [_ in never]: never;
    };
    Functions: {
      [_ in never]: never;
    };
    Enums: {
      contact_kind: "phone" | "email" | "address";
    };
    CompositeTypes: { [_ in never]: never };
  };
};
