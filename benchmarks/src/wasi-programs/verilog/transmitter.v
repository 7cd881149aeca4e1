// An asynchronous transmitter: one start bit, eight data bits, one stop bit, DIVIDER clocks each.
module transmitter #(parameter DIVIDER = 104) (
    input wire clock,
    input wire [7:0] data,
    input wire valid,
    output wire ready,
    output reg line
);
  reg [$clog2(DIVIDER)-1:0] ticks = 0;
  reg [3:0] left = 0;
  reg [8:0] bits = 0;

  assign ready = left == 0;
  initial line = 1;

  always @(posedge clock) begin
    if (ready) begin
      if (valid) begin
        bits <= {data, 1'b0};
        left <= 10;
        ticks <= 0;
      end
    end else if (ticks == DIVIDER - 1) begin
      ticks <= 0;
      line <= bits[0];
      bits <= {1'b1, bits[8:1]};
      left <= left - 1;
    end else begin
      ticks <= ticks + 1;
    end
  end
endmodule
