using System.Text.Json.Serialization;

namespace RayNet.Cli.Views;

/// <summary>How values become JSON. The shapes are documented in docs/guides/cli.md: members are added, and not changed.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(HealthView))]
[JsonSerializable(typeof(MemoryView))]
[JsonSerializable(typeof(NodeView))]
[JsonSerializable(typeof(NodeView[]))]
[JsonSerializable(typeof(JobView[]))]
[JsonSerializable(typeof(ActorView[]))]
[JsonSerializable(typeof(WorkerView[]))]
[JsonSerializable(typeof(TaskAttemptView[]))]
[JsonSerializable(typeof(TaskView[]))]
[JsonSerializable(typeof(TaskCountView[]))]
[JsonSerializable(typeof(ObjectView[]))]
[JsonSerializable(typeof(ExplanationView))]
[JsonSerializable(typeof(PlacementGroupView[]))]
[JsonSerializable(typeof(QuotaView))]
[JsonSerializable(typeof(QuotaView[]))]
[JsonSerializable(typeof(ContractsView))]
[JsonSerializable(typeof(SubmissionView))]
[JsonSerializable(typeof(SubmissionView[]))]
[JsonSerializable(typeof(Dictionary<string, double>))]
internal sealed partial class CliJson : JsonSerializerContext;
