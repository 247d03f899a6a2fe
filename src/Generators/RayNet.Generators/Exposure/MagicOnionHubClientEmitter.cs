using System.Globalization;
using RayNet.CompilerServices;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>Writes the client of the hub, as MagicOnion's base class for clients of hubs wants it.</summary>
internal static class MagicOnionHubClientEmitter
{
    private const string Client = "global::MagicOnion.Client.";
    private const string Nil = "global::MessagePack.Nil";
    private const string Bytes = "global::System.ReadOnlyMemory<byte>";
    private const string Tasks = "global::System.Threading.Tasks.";

    internal static string Name(ExposedModel model) => model.BaseName + "MagicOnionHubClient";

    internal static void Emit(SourceWriter writer, ExposedModel model)
    {
        string name = Name(model);
        MagicOnionClientEmitter.Begin(writer, model, $"Connects to <see cref=\"{model.HubName}\"/>. Get one by StreamingHubClient.ConnectAsync.", $"internal sealed class {name} : {Client}StreamingHubClientBase<{model.HubName}, {model.ReceiverName}>, {model.HubName}");
        writer.Line($"internal {name}({model.ReceiverName} receiver, global::Grpc.Core.CallInvoker calls, {Client}StreamingHubClientOptions options)");
        writer.Line($"    : base(\"{model.HubName}\", receiver, calls, options)").Open().Close().Line();
        writer.Line($"public {model.HubName} FireAndForget() => new Forgetting(this);").Line();
        EmitMethods(writer, model, "this", "WithResponse");
        EmitEvents(writer, model);
        writer.Open($"private sealed class Forgetting({name} client) : {model.HubName}");
        EmitMethods(writer, model, "client", "FireAndForget");
        writer.Line($"public {model.HubName} FireAndForget() => this;").Line();
        writer.Line($"public {Tasks}Task DisposeAsync() => throw new global::System.NotSupportedException(\"Dispose of the client itself.\");").Line();
        writer.Line($"public {Tasks}Task WaitForDisconnect() => throw new global::System.NotSupportedException(\"Wait for the client itself.\");");
        writer.Close().Close().Line();
    }

    private static void EmitMethods(SourceWriter writer, ExposedModel model, string target, string how)
    {
        foreach (ExposedMethodModel method in model.Methods)
        {
            var signature = new MagicOnionSignature(model, method);
            bool hasResult = !method.IsStream && method.Result is not null;
            MagicOnionEmitter.EmitHead(writer, method);
            writer.Line($"public {MagicOnionEmitter.HubResult(method)} {method.Identifier}({signature.Declaration}) =>");
            writer.Line($"    {target}.WriteMessage{how}ValueTask{(hasResult ? "OfT" : string.Empty)}Async<{signature.RequestType}, {(hasResult ? method.Result : Nil)}>({Number(method.Name)}, {signature.Request});").Line();
        }

        writer.Line("/// <summary>Ends a stream early.</summary>").Line("/// <param name=\"stream\">The number that the client chose.</param>");
        writer.Line($"public {Tasks}ValueTask {ExposedNames.StopMethod}(int stream) => {target}.WriteMessage{how}ValueTaskAsync<int, {Nil}>({Number(ExposedNames.StopMethod)}, stream);").Line();
    }

    private static void EmitEvents(SourceWriter writer, ExposedModel model)
    {
        writer.Open($"protected override void OnBroadcastEvent(int methodId, {Bytes} data)").Open("switch (methodId)");
        foreach (ExposedMethodModel method in model.Methods.Where(static method => method.IsStream))
        {
            string type = $"global::MagicOnion.DynamicArgumentTuple<int, {method.Result}>";
            EmitCase(writer, ExposedNames.ItemPrefix + method.Name, type, "arguments.Item1, arguments.Item2");
        }

        EmitCase(writer, ExposedNames.EndedMethod, "global::MagicOnion.DynamicArgumentTuple<int, int, string>", "arguments.Item1, arguments.Item2, arguments.Item3");
        writer.Close().Close().Line();

        writer.Open($"protected override void OnResponseEvent(int methodId, object taskSource, {Bytes} data)").Open("switch (methodId)");
        foreach (ExposedMethodModel method in model.Methods)
        {
            writer.Line($"case {Number(method.Name)}: base.SetResultForResponse<{(method.IsStream || method.Result is null ? Nil : method.Result)}>(taskSource, data); break;");
        }

        writer.Line($"case {Number(ExposedNames.StopMethod)}: base.SetResultForResponse<{Nil}>(taskSource, data); break;");
        writer.Close().Close().Line();

        writer.Line($"protected override void OnClientResultEvent(int methodId, global::System.Guid messageId, {Bytes} data)").Open().Close().Line();
    }

    private static void EmitCase(SourceWriter writer, string method, string type, string arguments)
    {
        writer.Open($"case {Number(method)}:");
        writer.Line($"var arguments = base.Deserialize<{type}>(data);");
        writer.Line($"receiver.{method}({arguments});").Line("break;").Close().Line();
    }

    private static string Number(string method) => MethodHash.Of(method).ToString(CultureInfo.InvariantCulture);
}
