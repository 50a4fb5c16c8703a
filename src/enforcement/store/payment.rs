//! Payments that were booked before.

use crate::enforcement::statements;
use dragonfly_domain::{BigDecimal, Uuid};
use pgrx::Spi;

use super::case::number;
use crate::error::Result;
use crate::ids;

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
        let rows = statements::FIND_PAYMENT.run(client, &arguments)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let row = rows.first();
        let event_id = row.get::<pgrx::Uuid>(1)?.map(ids::of);
        let (amount, balance) = (number(&row, 2)?, number(&row, 3)?);
        Ok(event_id.map(|event_id| BookedPayment { event_id, amount, balance }))
    })
}
