// Whether the words of a programme's theme can be read: by the rule of web/widget/panel/contrast.ts, before a shopper sees them.
#pragma once
#include <string_view>

#include "engine/list.hpp"
#include "engine/result.hpp"

namespace regulars::cli {

/// `text` is a valid programme document. Of a colour that the theme leaves out the widget's own counts, as on a light page.
List<Refusal> contrast_warnings(std::string_view text);

}  // namespace regulars::cli
