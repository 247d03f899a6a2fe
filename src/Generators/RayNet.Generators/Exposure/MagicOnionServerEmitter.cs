using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>Writes the implementations that a MagicOnion server finds: they submit the calls to the cluster of the process.</summary>
internal static class MagicOnionServerEmitter
{
    private const string Services = GeneratedFile.Services;
    private const string Invoker = GeneratedFile.Invoker;

    internal static void Emit(SourceWriter writer, ExposedModel model)
    {
        if (MagicOnionEmitter.HasCalls(model))
        {
            EmitService(writer, model);
        }

        if (model.HasHub)
        {
            EmitHub(writer, model);
        }
    }

    private static void EmitService(SourceWriter writer, ExposedModel model)
    {
        MagicOnionEmitter.BeginType(
            writer,
            model,
            $"Serves <see cref=\"{model.Host.DocumentationId}\"/> on a MagicOnion server.",
            $"public sealed class {model.BaseName}MagicOnionService : global::MagicOnion.Server.ServiceBase<{model.ServiceName}>, {model.ServiceName}");
        foreach (ExposedMethodModel method in MagicOnionEmitter.Calls(model))
        {
            var signature = new MagicOnionSignature(model, method);
            MagicOnionEmitter.EmitHead(writer, method);
            writer.Line($"public {MagicOnionEmitter.UnaryResult(method)} {method.Identifier}({signature.Declaration}) =>");
            writer.Line($"    new {MagicOnionEmitter.UnaryResult(method)}({Submission(model, method, signature, "this.Context.CallContext.CancellationToken")}.AsTask());").Line();
        }

        EmitCreate(writer, model);
        writer.Close().Line();
    }

    private static void EmitHub(SourceWriter writer, ExposedModel model)
    {
        MagicOnionEmitter.BeginType(
            writer,
            model,
            $"Serves the streams of <see cref=\"{model.Host.DocumentationId}\"/> on a MagicOnion server.",
            $"public sealed class {model.BaseName}MagicOnionHub : global::MagicOnion.Server.Hubs.StreamingHubBase<{model.HubName}, {model.ReceiverName}>, {model.HubName}");
        writer.Line($"private readonly {Services}ExposedStreams _streams = new {Services}ExposedStreams();").Line();
        foreach (ExposedMethodModel method in model.Methods)
        {
            var signature = new MagicOnionSignature(model, method);
            MagicOnionEmitter.EmitHead(writer, method);
            string head = $"public {MagicOnionEmitter.HubResult(method)} {method.Identifier}({signature.Declaration})";
            if (!method.IsStream)
            {
                writer.Line($"{head} =>");
                writer.Line($"    new {MagicOnionEmitter.HubResult(method)}({Submission(model, method, signature, "this.Context.CallContext.CancellationToken")}.AsTask());").Line();
                continue;
            }

            writer.Open(head);
            writer.Line("var receiver = this.Client;");
            writer.Line("this._streams.Start(").Line($"    {signature.Stream},");
            writer.Line($"    rayToken => {Submission(model, method, signature, "rayToken")},");
            writer.Line($"    (rayItem, rayToken) => {{ receiver.{ExposedNames.ItemPrefix}{method.Name}({signature.Stream}, rayItem); return default; }},");
            writer.Line($"    (rayStatus, rayDetail) => receiver.{ExposedNames.EndedMethod}({signature.Stream}, rayStatus, rayDetail));");
            writer.Line("return default;").Close().Line();
        }

        writer.Line("/// <summary>Ends a stream early.</summary>").Line("/// <param name=\"stream\">The number that the client chose.</param>");
        writer.Line($"public global::System.Threading.Tasks.ValueTask {ExposedNames.StopMethod}(int stream) => this._streams.StopAsync(stream);").Line();
        writer.Line("/// <summary>Ends the streams of the connection.</summary>");
        writer.Line("protected override global::System.Threading.Tasks.ValueTask OnDisconnected() => this._streams.DisposeAsync();").Line();
        EmitCreate(writer, model);
        writer.Close().Line();
    }

    private static string Submission(ExposedModel model, ExposedMethodModel method, MagicOnionSignature signature, string token)
    {
        string actor = model.IsActor ? $"{Services}ExposedActors.Find<{model.Host.FullName}>({signature.Actor}{(model.Creation is null ? string.Empty : ", Create")}), " : string.Empty;
        string values = string.Join(", ", method.Parameters.Select(static parameter => parameter.Name));
        return $"{Invoker}.WithCancellation({Invoker}.Submit({actor}new {model.Host.ExtensionsFullName}.{method.Descriptor}.ValueCall({values}), null), {token})";
    }

    private static void EmitCreate(SourceWriter writer, ExposedModel model)
    {
        if (model.Creation is { } creation)
        {
            writer.Line($"private static global::RayNet.ActorHandle<{model.Host.FullName}> Create(global::RayNet.ActorOptions options) =>");
            writer.Line($"    {Invoker}.Create({model.Host.ExtensionsFullName}.Class, {creation}, options);");
        }
    }
}
