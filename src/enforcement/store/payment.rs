//! Payments that were booked before.

use dragonfly_domain::{BigDecimal, Uuid};
use pgrx::datum::IntoDatum;
use pgrx::{Spi, oids_of};

use super::case::number;
use crate::error::Result;
use crate::ids;
use crate::plan::{self, Text};

/// A payment that stands for an idempotency key.
pub struct BookedPayment {
    /// Its event.
    pub event_id: Uuid,
    /// What was paid; `None` when the key belongs to an event of another kind.
    pub amount: Option<BigDecimal>,
    /// What was owed afterwards.
    pub balance: Option<BigDecimal>,
}

/// The payment of a case that stands for a key.
pub fn find_payment(case_id: Uuid, key: &str) -> Result<Option<BookedPayment>> {
    Spi::connect(|client| {
        let arguments = [ids::datum(case_id).into(), key.into()];
        let rows = plan::write(client, "find_payment", "", &arguments, |_| {
            let sql = "select id,
                              case when event_kind = 'payment_received' then payload ->> 'amount' end,
                              payload ->> 'balance_after'
                       from public.enforcement_events
                       where case_id = $1 and idempotency_key = $2
                       limit 1";
            Ok(Text::new(sql, oids_of![pgrx::Uuid, String]))
        })?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        let event_id = row.get::<pgrx::Uuid>(1)?.map(ids::of);
        let (amount, balance) = (number(&row, 2)?, number(&row, 3)?);
        Ok(event_id.map(|event_id| BookedPayment { event_id, amount, balance }))
    })
}
