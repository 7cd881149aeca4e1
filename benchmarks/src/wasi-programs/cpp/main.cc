// Counts the words of all files in a folder. usage: words FOLDER OUT
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <regex>

#include "words.cc"

int main(int count, char **arguments) {
  if (count != 3) {
    std::cerr << "usage: words FOLDER OUT\n";
    return 2;
  }
  Words words;
  const std::regex sources(R"(.*\.(cc|hh|txt)$)");
  for (const auto &entry : std::filesystem::recursive_directory_iterator(arguments[1])) {
    if (!entry.is_regular_file() || !std::regex_match(entry.path().filename().string(), sources)) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    words.add(std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::ofstream out(arguments[2]);
  for (const auto &[word, times] : words.sorted()) out << times << ' ' << word << '\n';
  return out.flush() ? 0 : 1;
}
