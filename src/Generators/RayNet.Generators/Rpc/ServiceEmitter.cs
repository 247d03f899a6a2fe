using Microsoft.CodeAnalysis.CSharp;
using RayNet.Roslyn;
using RayNet.Roslyn.Rpc;

namespace RayNet.Generators.Rpc;

/// <summary>Writes what a service needs: descriptors, a client, a binder.</summary>
internal static class ServiceEmitter
{
    internal static void Emit(SourceWriter writer, RpcInterfaceModel model)
    {
        EmitMethods(writer, model);
        writer.Line();
        EmitClient(writer, model);
        writer.Line();
        EmitBinder(writer, model);
    }

    private static void EmitMethods(SourceWriter writer, RpcInterfaceModel model)
    {
        string owner = model.BaseName + "Methods";
        RpcEmitter.Begin(writer, $"The methods of {model.FullName} on the wire.", $"internal static class {owner}");
        foreach (RpcMethodModel method in model.Methods)
        {
            var arguments = new Arguments(method, owner);
            writer.Line($"internal static readonly {GeneratedFile.Services}RpcMethod<{arguments.Type}, {method.Result ?? Arguments.Unit}> {method.Name} =");
            writer.Line($"    new({Literal(model.WireName)}, {Literal(method.WireName)}, {arguments.Codec}, {Arguments.CodecOf(method.Result)});").Line();
        }

        foreach (RpcMethodModel method in model.Methods)
        {
            ArgumentsEmitter.Emit(writer, new Arguments(method, owner));
        }

        writer.Close();
    }

    private static void EmitClient(SourceWriter writer, RpcInterfaceModel model)
    {
        string name = model.BaseName + "Client";
        RpcEmitter.Begin(writer, $"Calls {model.FullName} somewhere else.", $"internal sealed class {name}({GeneratedFile.Services}RpcInvoker invoker) : {model.FullName}");
        writer.Line($"private readonly {GeneratedFile.Services}RpcInvoker _invoker = invoker;").Line();
        ClientEmitter.Emit(writer, model.Methods, model.BaseName + "Methods", "_invoker.InvokeAsync", string.Empty);
        writer.Close();
    }

    private static void EmitBinder(SourceWriter writer, RpcInterfaceModel model)
    {
        string owner = model.BaseName + "Methods";
        RpcEmitter.Begin(writer, $"Serves implementations of {model.FullName}.", $"internal static class {model.BaseName}Binder");
        writer.Open($"internal static {RpcEmitter.Runtime}RpcDispatcher Add(this {RpcEmitter.Runtime}RpcDispatcher dispatcher, {model.FullName} implementation)");
        writer.Open($"foreach ({RpcEmitter.Runtime}RpcHandler handler in Bind(implementation))").Line("dispatcher.AddHandler(handler);").Close().Line();
        writer.Line("return dispatcher;").Close().Line();
        writer.Line($"internal static {RpcEmitter.Runtime}RpcHandler[] Bind({model.FullName} implementation) => new {RpcEmitter.Runtime}RpcHandler[]").Open();
        foreach (RpcMethodModel method in model.Methods)
        {
            string call = ClientEmitter.Call(method, "implementation", new Arguments(method, owner).Unpack());
            writer.Line($"{RpcEmitter.Runtime}RpcHandler.Create({owner}.{method.Name}, (arguments, cancellation) => {call}),");
        }

        writer.Close(";").Close();
    }

    internal static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
