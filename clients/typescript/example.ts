// How the types are used with supabase-js; the compiler checks this file.
import { createClient } from "@supabase/supabase-js";
import type { Database, EnforcementStage, Kind } from "./database.types.js";

const supabase = createClient<Database>(process.env.SUPABASE_URL ?? "", process.env.SUPABASE_KEY ?? "");

const kind: Kind = "enrich";
const stage: EnforcementStage = "bank_levy";

const cases = await supabase.from("v_enforcement_overview").select("case_id, current_stage, tier").eq("current_stage", stage);
for (const row of cases.data ?? []) {
  const shown: string | null = row.current_stage;
  console.log(shown);
}

// A word that is none of the four kinds does not compile.
// @ts-expect-error
const wrong: Kind = "enrol";

type QueueJob = Database["public"]["Functions"]["queue_job"]["Args"];
const job: QueueJob = { idempotency_key: "case:42", kind, payload: { case_id: 42 } };
console.log(job, wrong, (await supabase.rpc("queue_job_status", { kind, idempotency_key: "case:42" })).data);
