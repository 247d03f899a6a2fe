using RayNet.Roslyn;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Rpc;

/// <summary>Writes the file of an interface: its methods on the wire, its client and what serves it.</summary>
internal static class RpcEmitter
{
    internal const string Runtime = "global::RayNet.Runtime.Rpc.";

    internal static string Emit(RpcInterfaceModel model)
    {
        SourceWriter writer = GeneratedFile.Begin();
        if (model.Namespace.Length > 0)
        {
            writer.Open($"namespace {model.Namespace}");
        }

        if (model.Receiver is { } receiver)
        {
            HubEmitter.Emit(writer, model, receiver);
        }
        else
        {
            ServiceEmitter.Emit(writer, model);
        }

        if (model.Namespace.Length > 0)
        {
            writer.Close();
        }

        return writer.ToString();
    }

    /// <summary>Begins a generated type.</summary>
    internal static SourceWriter Begin(SourceWriter writer, string comment, string head) =>
        writer.Line($"// {comment}").Line(GeneratedFile.GeneratedCode).Open(head);
}
