use kernel::Result;

use crate::answer::Answer;
use crate::look::style::style_page;
use crate::visit::Visit;

/// Every component in every state: where design is decided.
pub(crate) async fn page(visit: Visit) -> Result<Answer> {
    let main = style_page(visit.say());
    visit.page("Style").show(main).await
}
