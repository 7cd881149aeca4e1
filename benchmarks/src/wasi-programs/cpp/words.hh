// Counts the words of a text: runs of ASCII letters, in lower case.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

class Words {
public:
  void add(std::string_view text);

  struct Entry {
    std::string word;
    std::size_t count;
  };

  // Most frequent first, equals by the alphabet.
  std::vector<Entry> sorted() const;

private:
  std::unordered_map<std::string, std::size_t> counts;
};
