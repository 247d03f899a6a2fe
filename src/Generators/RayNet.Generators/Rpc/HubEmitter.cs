using System.Globalization;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Rpc;

/// <summary>Writes what a hub needs: descriptors both ways, a client, a proxy of the receiver, a binder.</summary>
internal static class HubEmitter
{
    private const string Hubs = RpcEmitter.Runtime + "Hubs.";

    internal static void Emit(SourceWriter writer, RpcInterfaceModel model, RpcReceiverModel receiver)
    {
        EmitHub(writer, model, receiver);
        writer.Line();
        EmitReceiver(writer, model, receiver);
        writer.Line();
        EmitClient(writer, model, receiver);
        writer.Line();
        EmitProxy(writer, model, receiver);
        writer.Line();
        EmitBinder(writer, model, receiver);
    }

    private static void EmitHub(SourceWriter writer, RpcInterfaceModel model, RpcReceiverModel receiver)
    {
        string owner = model.BaseName + "Methods";
        RpcEmitter.Begin(writer, $"The methods of {model.FullName} on the wire, and the hub as a whole.", $"internal static class {owner}");
        foreach (RpcMethodModel method in model.Methods)
        {
            var arguments = new Arguments(method, owner);
            writer.Line($"internal static readonly {Hubs}HubMethod<{arguments.Type}, {method.Result ?? Arguments.Unit}> {method.Name} =");
            writer.Line($"    new({Name(method)}, {arguments.Codec}, {Arguments.CodecOf(method.Result)});").Line();
        }

        // The last one, because it takes those above.
        string type = $"{Hubs}HubContract<{model.FullName}, {receiver.FullName}>";
        writer.Line($"internal static readonly {type} Contract = new {type}").Open();
        writer.Line($"Name = {ServiceEmitter.Literal(model.WireName)},");
        writer.Line($"Handlers = new {Hubs}HubHandler<{model.FullName}>[]").Open();
        foreach (RpcMethodModel method in model.Methods)
        {
            string call = ClientEmitter.Call(method, "hub", new Arguments(method, owner).Unpack());
            writer.Line($"{Hubs}HubHandler<{model.FullName}>.Create({method.Name}, static (hub, arguments, cancellation) => {call}),");
        }

        writer.Close(",").Line($"Callbacks = new {Hubs}HubCallback<{receiver.FullName}>[]").Open();
        foreach (RpcMethodModel method in receiver.Methods)
        {
            writer.Line($"{model.BaseName}ReceiverMethods.{method.Name},");
        }

        writer.Close(",").Line($"CreateReceiver = static sink => new {model.BaseName}ReceiverProxy(sink),").Close(";").Line();
        foreach (RpcMethodModel method in model.Methods)
        {
            ArgumentsEmitter.Emit(writer, new Arguments(method, owner));
        }

        writer.Close();
    }

    private static void EmitReceiver(SourceWriter writer, RpcInterfaceModel model, RpcReceiverModel receiver)
    {
        string owner = model.BaseName + "ReceiverMethods";
        RpcEmitter.Begin(writer, $"The methods of {receiver.FullName} on the wire.", $"internal static class {owner}");
        foreach (RpcMethodModel method in receiver.Methods)
        {
            var arguments = new Arguments(method, owner);
            string call = ClientEmitter.Call(method, "receiver", arguments.Unpack());
            if (method.Return == ReturnKind.Void)
            {
                writer.Line($"internal static readonly {Hubs}HubPush<{receiver.FullName}, {arguments.Type}> {method.Name} =");
                writer.Line($"    new({Name(method)}, {arguments.Codec}, static (receiver, arguments, cancellation) => receiver.{method.Name}({arguments.Unpack()}));").Line();
            }
            else
            {
                writer.Line($"internal static readonly {Hubs}HubQuestion<{receiver.FullName}, {arguments.Type}, {method.Result ?? Arguments.Unit}> {method.Name} =");
                writer.Line($"    new({Name(method)}, {arguments.Codec}, {Arguments.CodecOf(method.Result)}, static (receiver, arguments, cancellation) => {call});").Line();
            }
        }

        foreach (RpcMethodModel method in receiver.Methods)
        {
            ArgumentsEmitter.Emit(writer, new Arguments(method, owner));
        }

        writer.Close();
    }

    private static void EmitClient(SourceWriter writer, RpcInterfaceModel model, RpcReceiverModel receiver)
    {
        string name = model.BaseName + "Client";
        RpcEmitter.Begin(writer, $"A connection to {model.FullName} somewhere else.", $"internal sealed class {name} : {model.FullName}, global::System.IAsyncDisposable");
        writer.Line($"private readonly {Hubs}HubConnection _connection;").Line();
        writer.Line($"private {name}({Hubs}HubConnection connection) => _connection = connection;").Line();
        writer.Line("// The connection itself: whether and why it ended.");
        writer.Line($"internal {Hubs}HubConnection Connection => _connection;").Line();
        writer.Line($"internal static async global::System.Threading.Tasks.ValueTask<{name}> ConnectAsync({Hubs}HubConnector connector, {receiver.FullName} receiver, {Hubs}HubOptions? options = null, global::System.Threading.CancellationToken cancellationToken = default) =>");
        writer.Line($"    new {name}(await {Hubs}HubConnection.ConnectAsync(connector, {model.BaseName}Methods.Contract, receiver, options, cancellationToken).ConfigureAwait(false));").Line();
        ClientEmitter.Emit(writer, model.Methods, model.BaseName + "Methods", "_connection.InvokeAsync", "_connection.Send");
        writer.Line("public global::System.Threading.Tasks.ValueTask DisposeAsync() => _connection.DisposeAsync();");
        writer.Close();
    }

    private static void EmitProxy(SourceWriter writer, RpcInterfaceModel model, RpcReceiverModel receiver)
    {
        string sink = $"{Hubs}HubSink<{receiver.FullName}>";
        RpcEmitter.Begin(writer, $"Calls {receiver.FullName} at one client, or at a group.", $"internal sealed class {model.BaseName}ReceiverProxy({sink} sink) : {receiver.FullName}");
        writer.Line($"private readonly {sink} _sink = sink;").Line();
        ClientEmitter.Emit(writer, receiver.Methods, model.BaseName + "ReceiverMethods", "_sink.AskAsync", "_sink.Push");
        writer.Close();
    }

    private static void EmitBinder(SourceWriter writer, RpcInterfaceModel model, RpcReceiverModel receiver)
    {
        RpcEmitter.Begin(writer, $"Serves implementations of {model.FullName}, one for each connection.", $"internal static class {model.BaseName}Binder");
        writer.Line($"internal static {RpcEmitter.Runtime}RpcDispatcher Add{model.BaseName}(this {RpcEmitter.Runtime}RpcDispatcher dispatcher, global::System.Func<{Hubs}HubCaller<{receiver.FullName}>, {model.FullName}> create, {Hubs}HubOptions? options = null) =>");
        writer.Line($"    dispatcher.AddHub(new {Hubs}HubEndpoint<{model.FullName}, {receiver.FullName}>({model.BaseName}Methods.Contract, create, options));");
        writer.Close();
    }

    private static string Name(RpcMethodModel method) => $"{ServiceEmitter.Literal(method.WireName)}, {method.Id.ToString(CultureInfo.InvariantCulture)}";
}
