using System.Text.Json.Serialization;

namespace RayNet.Cli.Running;

/// <summary>How processes of the command speak to each other.</summary>
[JsonSerializable(typeof(StartReport))]
internal sealed partial class RunningJson : JsonSerializerContext;
