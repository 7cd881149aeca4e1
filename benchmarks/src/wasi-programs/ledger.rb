# Reads a tree of orders in JSON, writes one sorted table for each folder and a summary. usage: ledger.rb IN OUT
require 'digest'
require 'fileutils'
require 'json'

source, target = ARGV
files = cents = size = 0
digest = Digest::MD5.new
Dir.children(source).sort.each do |folder|
  paths = Dir.glob(File.join(source, folder, '*.json')).sort
  next if paths.empty?

  table = paths.map do |path|
    order = JSON.parse(File.read(path, encoding: 'UTF-8'))
    total = order['items'].sum { |item| item['count'] * item['cents'] }
    cents += total
    format("%09d;%s;%s;%d\n", total, order['id'], order['buyer']['name'], order['items'].size)
  end
  text = table.sort.join
  path = File.join(target, 'tables', "#{folder}.csv")
  FileUtils.mkdir_p(File.dirname(path))
  File.write("#{path}.part", text)
  File.rename("#{path}.part", path)
  files += paths.size
  size += paths.sum { |each| File.stat(each).size }
  digest.update(text)
end
File.write(File.join(target, 'summary.json'), JSON.generate(files: files, bytes: size, cents: cents, md5: digest.hexdigest))
