<?php
// Reads a tree of orders in JSON, writes one sorted table for each folder and a summary. usage: ledger.php IN OUT
[, $source, $target] = $argv;
$files = $cents = $size = 0;
$digest = hash_init('md5');
foreach (array_diff(scandir($source), ['.', '..']) as $folder) {
    $names = array_filter(scandir("$source/$folder"), fn ($name) => str_ends_with($name, '.json'));
    if (!$names) {
        continue;
    }
    $table = [];
    foreach ($names as $name) {
        $order = json_decode(file_get_contents("$source/$folder/$name"), true, 64, JSON_THROW_ON_ERROR);
        $total = array_sum(array_map(fn ($item) => $item['count'] * $item['cents'], $order['items']));
        $table[] = sprintf("%09d;%s;%s;%d\n", $total, $order['id'], $order['buyer']['name'], count($order['items']));
        $cents += $total;
        $size += filesize("$source/$folder/$name");
    }
    sort($table, SORT_STRING);
    $path = "$target/tables/$folder.csv";
    if (!is_dir(dirname($path))) {
        mkdir(dirname($path), 0777, true);
    }
    file_put_contents("$path.part", $table);
    rename("$path.part", $path);
    $files += count($names);
    hash_update($digest, implode('', $table));
}
$summary = ['files' => $files, 'bytes' => $size, 'cents' => $cents, 'md5' => hash_final($digest)];
file_put_contents("$target/summary.json", json_encode($summary));
