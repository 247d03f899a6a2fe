// Measures objects between nodes of this process, by the metrics' names of the targets; one JSON object a line.
//   RayNet.Nodes.Benchmarks [--runs 5] [part of a metric's name ...]
using RayNet.Cluster.Benchmarks;
using RayNet.Nodes.Benchmarks;

var settings = Settings.Parse(args) with { Peer = "raynet-nodes" };
await Transfers.MeasureAsync(settings);
await Broadcast.MeasureAsync(settings);
await Broadcast.MeasureProcessesAsync(settings);
