#include "words.hh"

#include <algorithm>
#include <cctype>
#include <ranges>

void Words::add(std::string_view text) {
  std::string word;
  for (unsigned char next : text) {
    if (std::isalpha(next)) {
      word += static_cast<char>(std::tolower(next));
    } else if (!word.empty()) {
      ++counts[word];
      word.clear();
    }
  }
  if (!word.empty()) ++counts[word];
}

std::vector<Words::Entry> Words::sorted() const {
  std::vector<Entry> entries;
  entries.reserve(counts.size());
  for (const auto &[word, count] : counts) entries.push_back({word, count});
  std::ranges::sort(entries, [](const Entry &left, const Entry &right) {
    return left.count != right.count ? left.count > right.count : left.word < right.word;
  });
  return entries;
}
