// A pipelined multiplier: one partial product a stage, WIDTH stages.
module multiplier #(parameter WIDTH = 12) (
    input wire clock,
    input wire [WIDTH-1:0] left,
    input wire [WIDTH-1:0] right,
    output wire [2*WIDTH-1:0] product
);
  reg [2*WIDTH-1:0] sums [0:WIDTH-1];
  reg [2*WIDTH-1:0] lefts [0:WIDTH-1];
  reg [WIDTH-1:0] rights [0:WIDTH-1];
  integer stage;

  always @(posedge clock) begin
    sums[0] <= right[0] ? left : 0;
    lefts[0] <= left << 1;
    rights[0] <= right >> 1;
    for (stage = 1; stage < WIDTH; stage = stage + 1) begin
      sums[stage] <= sums[stage-1] + (rights[stage-1][0] ? lefts[stage-1] : 0);
      lefts[stage] <= lefts[stage-1] << 1;
      rights[stage] <= rights[stage-1] >> 1;
    end
  end

  assign product = sums[WIDTH-1];
endmodule
