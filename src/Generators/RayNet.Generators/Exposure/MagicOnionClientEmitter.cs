using RayNet.Generators.Rpc;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>Writes the client of the service, as MagicOnion's base class for clients wants it.</summary>
internal static class MagicOnionClientEmitter
{
    private const string Client = "global::MagicOnion.Client.";
    private const string Internal = Client + "Internal.";
    private const string Serializers = "global::MagicOnion.Serialization.IMagicOnionSerializerProvider";

    internal static string Name(ExposedModel model) => model.BaseName + "MagicOnionClient";

    internal static void Emit(SourceWriter writer, ExposedModel model)
    {
        string name = Name(model);
        Begin(writer, model, $"Calls <see cref=\"{model.ServiceName}\"/>. Get one by MagicOnionClient.Create.", $"internal sealed class {name} : {Client}MagicOnionClientBase<{model.ServiceName}>, {model.ServiceName}");
        writer.Line("private readonly Invokers _invokers;").Line();
        writer.Line($"internal {name}({Client}MagicOnionClientOptions options, {Serializers} serializers) : base(options) => this._invokers = new Invokers(serializers);").Line();
        writer.Line($"private {name}({Client}MagicOnionClientOptions options, Invokers invokers) : base(options) => this._invokers = invokers;").Line();
        foreach (ExposedMethodModel method in MagicOnionEmitter.Calls(model))
        {
            var signature = new MagicOnionSignature(model, method);
            MagicOnionEmitter.EmitHead(writer, method);
            writer.Line($"public {MagicOnionEmitter.UnaryResult(method)} {method.Identifier}({signature.Declaration}) =>");
            string invoke = method.Result is null ? "InvokeUnaryNonGeneric" : "InvokeUnary";
            writer.Line($"    this._invokers.{method.Identifier}.{invoke}(this, {ServiceEmitter.Literal(model.ServiceName + "/" + method.Name)}, {signature.Request});").Line();
        }

        writer.Line($"protected override {Client}MagicOnionClientBase<{model.ServiceName}> Clone({Client}MagicOnionClientOptions options) => new {name}(options, this._invokers);").Line();
        EmitInvokers(writer, model);
        writer.Close().Line();
    }

    internal static SourceWriter Begin(SourceWriter writer, ExposedModel model, string summary, string head)
    {
        writer.Line($"/// <summary>{summary}</summary>").Line("[global::MagicOnion.Ignore]").Line(GeneratedFile.GeneratedCode);
        if (model.Host.IsObsolete)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        return writer.Open(head);
    }

    private static void EmitInvokers(SourceWriter writer, ExposedModel model)
    {
        writer.Open($"private sealed class Invokers({Serializers} serializers)");
        foreach (ExposedMethodModel method in MagicOnionEmitter.Calls(model))
        {
            var signature = new MagicOnionSignature(model, method);
            string types = $"<{signature.RequestType}, {method.Result ?? "global::MessagePack.Nil"}>";
            string create = $"Create_{Kind(signature.IsValueRequest)}_{Kind(method.Result is null || method.IsValueResult)}";
            writer.Line($"internal readonly {Internal}RawMethodInvoker{types} {method.Identifier} =");
            writer.Line($"    {Internal}RawMethodInvoker.{create}{types}(global::Grpc.Core.MethodType.Unary, {ServiceEmitter.Literal(model.ServiceName)}, {ServiceEmitter.Literal(method.Name)}, serializers);").Line();
        }

        writer.Close();
    }

    private static string Kind(bool isValue) => isValue ? "ValueType" : "RefType";
}
