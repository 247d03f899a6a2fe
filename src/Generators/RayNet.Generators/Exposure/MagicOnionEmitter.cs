using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>
/// Writes genuine MagicOnion code for an exposed class: interfaces that share their names with what gateways serve, so that a client calls a gateway and a
/// MagicOnion server alike.
/// </summary>
internal static class MagicOnionEmitter
{
    internal static string Emit(ExposedModel model, MagicOnionFacts facts)
    {
        SourceWriter writer = GeneratedFile.Begin();
        if (model.Host.Namespace.Length > 0)
        {
            writer.Open($"namespace {model.Host.Namespace}");
        }

        if (HasCalls(model))
        {
            EmitService(writer, model);
        }

        if (model.HasHub)
        {
            EmitReceiver(writer, model);
            EmitHub(writer, model);
        }

        if (facts.HasServer)
        {
            MagicOnionServerEmitter.Emit(writer, model);
        }

        if (facts.HasClient)
        {
            EmitClients(writer, model, facts.HasHubClient && model.HasHub);
        }

        if (model.Host.Namespace.Length > 0)
        {
            writer.Close();
        }

        return writer.ToString();
    }

    internal static bool HasCalls(ExposedModel model) => model.Methods.Any(static method => !method.IsStream);

    internal static IEnumerable<ExposedMethodModel> Calls(ExposedModel model) => model.Methods.Where(static method => !method.IsStream);

    /// <summary>What a hub's method returns: MagicOnion awaits it before it handles the next call of the connection.</summary>
    internal static string HubResult(ExposedMethodModel method) =>
        method.IsStream || method.Result is null ? "global::System.Threading.Tasks.ValueTask" : $"global::System.Threading.Tasks.ValueTask<{method.Result}>";

    internal static string UnaryResult(ExposedMethodModel method) =>
        method.Result is null ? "global::MagicOnion.UnaryResult" : $"global::MagicOnion.UnaryResult<{method.Result}>";

    /// <summary>Documentation and attributes of the user's method.</summary>
    internal static void EmitHead(SourceWriter writer, ExposedMethodModel method)
    {
        writer.Line($"/// <inheritdoc cref=\"{method.DocumentationId}\"/>");
        if (method.Attributes.Length > 0)
        {
            writer.Line(method.Attributes);
        }
    }

    internal static SourceWriter BeginType(SourceWriter writer, ExposedModel model, string summary, string head)
    {
        writer.Line($"/// <summary>{summary}</summary>").Line(GeneratedFile.GeneratedCode);
        if (model.Host.IsObsolete)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        return writer.Open(head);
    }

    private static void EmitClients(SourceWriter writer, ExposedModel model, bool hasHub)
    {
        if (HasCalls(model))
        {
            MagicOnionClientEmitter.Emit(writer, model);
        }

        if (hasHub)
        {
            MagicOnionHubClientEmitter.Emit(writer, model);
        }

        if (hasHub || HasCalls(model))
        {
            MagicOnionFactoryEmitter.Emit(writer, model, hasHub);
        }
    }

    private static void EmitService(SourceWriter writer, ExposedModel model)
    {
        BeginType(writer, model, $"The calls of <see cref=\"{model.Host.DocumentationId}\"/>, for MagicOnion.", $"public interface {model.ServiceName} : global::MagicOnion.IService<{model.ServiceName}>");
        foreach (ExposedMethodModel method in Calls(model))
        {
            EmitHead(writer, method);
            writer.Line($"{UnaryResult(method)} {method.Identifier}({new MagicOnionSignature(model, method).Declaration});").Line();
        }

        writer.Close().Line();
    }

    private static void EmitReceiver(SourceWriter writer, ExposedModel model)
    {
        BeginType(writer, model, $"What the hub of <see cref=\"{model.Host.DocumentationId}\"/> calls at its clients.", $"public interface {model.ReceiverName}");
        foreach (ExposedMethodModel method in model.Methods.Where(static method => method.IsStream))
        {
            writer.Line($"/// <summary>An item of the stream that <see cref=\"{model.HubName}.{method.Name}\"/> started.</summary>");
            writer.Line("/// <param name=\"stream\">The number that the client chose.</param>");
            writer.Line("/// <param name=\"item\">The item.</param>");
            writer.Line($"void {ExposedNames.ItemPrefix}{method.Name}(int stream, {method.Result} item);").Line();
        }

        writer.Line("/// <summary>A stream has ended.</summary>");
        writer.Line("/// <param name=\"stream\">The number that the client chose.</param>");
        writer.Line("/// <param name=\"status\">A status of gRPC; 0 when the stream is complete.</param>");
        writer.Line("/// <param name=\"detail\">What failed.</param>");
        writer.Line($"void {ExposedNames.EndedMethod}(int stream, int status, string detail);");
        writer.Close().Line();
    }

    private static void EmitHub(SourceWriter writer, ExposedModel model)
    {
        BeginType(writer, model, $"The streams of <see cref=\"{model.Host.DocumentationId}\"/>, and its calls over a connection, for MagicOnion.", $"public interface {model.HubName} : global::MagicOnion.IStreamingHub<{model.HubName}, {model.ReceiverName}>");
        foreach (ExposedMethodModel method in model.Methods)
        {
            EmitHead(writer, method);
            writer.Line($"{HubResult(method)} {method.Identifier}({new MagicOnionSignature(model, method).Declaration});").Line();
        }

        writer.Line("/// <summary>Ends a stream early.</summary>");
        writer.Line("/// <param name=\"stream\">The number that the client chose.</param>");
        writer.Line($"global::System.Threading.Tasks.ValueTask {ExposedNames.StopMethod}(int stream);");
        writer.Close().Line();
    }
}
