using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>
/// Registers clients where MagicOnion looks for them: its own generator does not see interfaces that another generator made. What was registered before
/// stays, so that the order of the initializers of an assembly does not matter.
/// </summary>
internal static class MagicOnionFactoryEmitter
{
    private const string Client = "global::MagicOnion.Client.";

    internal static void Emit(SourceWriter writer, ExposedModel model, bool hasHub)
    {
        bool hasCalls = MagicOnionEmitter.HasCalls(model);
        string[] contracts = [.. hasCalls ? new[] { $"{Client}IMagicOnionClientFactoryProvider" } : [], .. hasHub ? new[] { $"{Client}IStreamingHubClientFactoryProvider" } : []];
        MagicOnionClientEmitter.Begin(writer, model, "Makes the clients.", $"internal sealed class {model.BaseName}MagicOnionClients : {string.Join(", ", contracts)}");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]").Open("internal static void Register()");
        writer.Line($"var own = new {model.BaseName}MagicOnionClients();");
        if (hasCalls)
        {
            EmitRegistration(writer, "MagicOnionClient");
        }

        if (hasHub)
        {
            EmitRegistration(writer, "StreamingHubClient");
        }

        writer.Close().Line();
        if (hasCalls)
        {
            EmitFactory(writer, "T", $"{Client}MagicOnionClientFactoryDelegate<T>", $"{Client}MagicOnionClientFactoryDelegate<{model.ServiceName}>", "where T : global::MagicOnion.IService<T>", $"typeof(T) == typeof({model.ServiceName})", $"static (options, serializers) => new {MagicOnionClientEmitter.Name(model)}(options, serializers)");
        }

        if (hasHub)
        {
            EmitFactory(
                writer,
                "THub, TReceiver",
                $"{Client}StreamingHubClientFactoryDelegate<THub, TReceiver>",
                $"{Client}StreamingHubClientFactoryDelegate<{model.HubName}, {model.ReceiverName}>",
                "where THub : global::MagicOnion.IStreamingHub<THub, TReceiver>",
                $"typeof(THub) == typeof({model.HubName}) && typeof(TReceiver) == typeof({model.ReceiverName})",
                $"static (receiver, calls, options) => new {MagicOnionHubClientEmitter.Name(model)}(receiver, calls, options)");
        }

        writer.Close().Line();
    }

    private static void EmitRegistration(SourceWriter writer, string kind)
    {
        string slot = $"{Client}{kind}FactoryProvider.Default";
        writer.Line($"{slot} = {slot} is {Client}Immutable{kind}FactoryProvider all{kind} ? all{kind}.Add(own) : new {Client}Immutable{kind}FactoryProvider(own, {slot});");
    }

    private static void EmitFactory(SourceWriter writer, string parameters, string type, string own, string constraint, string condition, string create)
    {
        writer.Open($"public bool TryGetFactory<{parameters}>([global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {type}? factory) {constraint}");
        writer.Line($"factory = {condition} ? ({type})(object)({own})({create}) : null;");
        writer.Line("return factory is not null;").Close().Line();
    }
}
