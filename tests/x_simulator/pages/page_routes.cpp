#include "tests/x_simulator/pages/page_routes.hpp"

#include "tests/x_simulator/pages/page.hpp"

namespace xsim {
namespace {

constexpr std::string_view kStyle =
    R"(:root { color-scheme: light dark; --edge: #8a8f98; --fill: #1f5fae; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; }
header { display: flex; gap: 2rem; padding: .8rem 1.2rem; border-bottom: 1px solid var(--edge); }
header nav a { margin-right: 1rem; }
main { max-width: 46rem; margin: 0 auto; padding: 1rem 1.2rem 3rem; }
.app { display: grid; grid-template-columns: auto 1fr; gap: 0 .8rem; align-items: center; }
section, article { border: 1px solid var(--edge); border-radius: 8px; padding: .4rem 1rem; margin: 1rem 0; }
label { display: block; font-weight: 600; }
input, textarea, select { display: block; font: inherit; font-weight: 400; width: 100%; box-sizing: border-box; padding: .4rem; }
button { font: inherit; padding: .45rem 1.1rem; border: 2px solid var(--fill); border-radius: 999px; background: var(--fill); color: #fff; cursor: pointer; }
button.quiet { background: transparent; color: inherit; border-color: var(--edge); }
:focus-visible { outline: 3px solid #e08a00; outline-offset: 2px; }
code { overflow-wrap: anywhere; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
.icon { display: inline-block; width: 2.4rem; line-height: 2.4rem; text-align: center; border-radius: 8px; background: var(--fill); color: #fff; font-weight: 700; }
.reply { margin-left: 2rem; }
)";

stub::HttpResponse Style(Context&, const Call&) {
  stub::HttpResponse answer;
  answer.content_type = "text/css; charset=utf-8";
  answer.body = std::string(kStyle);
  return answer;
}

stub::HttpResponse Start(Context&, const Call&) {
  return PageAnswer("A small X on this computer",
                    "<p>This program plays X (Twitter) for tests and demonstrations. Nothing here "
                    "reaches the real X.</p><ul>"
                    "<li><a href=\"/console\">Developer console</a>: accounts, apps, keys, "
                    "environments</li><li><a href=\"/play\">Play a customer</a>: post, reply, send "
                    "a direct message, and see what the company answers</li></ul>");
}

}  // namespace

std::vector<Route> PageRoutes() {
  std::vector<Route> all = {{"GET", "/", Access::kOpen, &Start},
                            {"GET", "/style.css", Access::kOpen, &Style}};
  for (const auto& area : {ConsolePages(), PlayPages()}) {
    all.insert(all.end(), area.begin(), area.end());
  }
  return all;
}

}  // namespace xsim
