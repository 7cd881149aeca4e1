// Squares a running sequence, adds the squares up, and sends the sum's bytes when the button is pressed.
module top (
    input wire clock,
    input wire button,
    output wire line,
    output wire [7:0] leds
);
  reg [11:0] sequence = 12'h5a5;
  reg [31:0] sum = 0;
  reg [31:0] window = 0;
  reg [7:0] memory [0:511];
  reg [8:0] at = 0;
  reg [7:0] stored = 0;
  wire [23:0] square;
  wire ready;

  multiplier #(.WIDTH(12)) multiplier (.clock(clock), .left(sequence), .right(sequence), .product(square));
  transmitter transmitter (.clock(clock), .data(window[7:0] ^ stored), .valid(button), .ready(ready), .line(line));

  always @(posedge clock) begin
    sequence <= {sequence[10:0], sequence[11] ^ sequence[10] ^ sequence[9] ^ sequence[3]};
    sum <= sum + square;
    window <= ready ? sum : {8'h00, window[31:8]};
    stored <= memory[at];
    if (button) memory[at] <= sum[7:0];
    at <= at + 1;
  end

  assign leds = sum[31:24] ^ stored;
endmodule
