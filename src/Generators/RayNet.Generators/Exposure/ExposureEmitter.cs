using RayNet.Generators.Rpc;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>Writes the file of a class with [Expose]: its methods on the wire, what gateways serve, a client.</summary>
internal static class ExposureEmitter
{
    private const string Services = GeneratedFile.Services;
    private const string Invoker = GeneratedFile.Invoker;

    internal static string Emit(ExposedModel model)
    {
        SourceWriter writer = GeneratedFile.Begin();
        if (model.Host.Namespace.Length > 0)
        {
            writer.Open($"namespace {model.Host.Namespace}");
        }

        EmitMethods(writer, model);
        writer.Line();
        ExposedClientEmitter.Emit(writer, model);
        if (model.Host.Namespace.Length > 0)
        {
            writer.Close();
        }

        return writer.ToString();
    }

    /// <summary>The generated service of a class as source text.</summary>
    internal static string ServiceOf(ExposedModel model) =>
        $"global::{(model.Host.Namespace.Length == 0 ? string.Empty : model.Host.Namespace + ".")}{model.MethodsName}.Service";

    private static void EmitMethods(SourceWriter writer, ExposedModel model)
    {
        writer.Line($"// What gateways serve of {model.Host.FullName}.").Line(GeneratedFile.Attributes);
        if (model.Host.IsObsolete)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        writer.Open($"internal static class {model.MethodsName}");
        foreach (ExposedMethodModel method in model.Methods)
        {
            Arguments arguments = ExposedArguments.Of(model, method);
            string type = $"{Services}{(method.IsStream ? "RpcStream" : "RpcMethod")}<{arguments.Type}, {method.Result ?? Arguments.Unit}>";
            string service = ServiceEmitter.Literal(method.IsStream ? model.HubName : model.ServiceName);
            writer.Line($"internal static readonly {type} {method.Identifier} =");
            writer.Line($"    new({service}, {ServiceEmitter.Literal(method.Name)}, {arguments.Codec}, {Arguments.CodecOf(method.Result)});").Line();
        }

        foreach (ExposedMethodModel method in model.Methods)
        {
            ArgumentsEmitter.Emit(writer, ExposedArguments.Of(model, method));
        }

        EmitService(writer, model);
        writer.Close();
    }

    private static void EmitService(SourceWriter writer, ExposedModel model)
    {
        writer.Open($"internal sealed class Service : {Services}ExposedService");
        writer.Line($"public override string Name => {ServiceEmitter.Literal(model.ServiceName)};").Line();
        if (model.HasHub)
        {
            writer.Line($"public override string? HubName => {ServiceEmitter.Literal(model.HubName)};").Line();
        }

        writer.Open($"public override void Bind({Services}ExposedBinder binder)");
        foreach (ExposedMethodModel method in model.Methods)
        {
            Arguments arguments = ExposedArguments.Of(model, method);
            string add = method.IsStream ? "AddStream" : method.Result is null ? "AddVoidCall" : "AddCall";
            string stream = method.IsStream ? $"static arguments => {ExposedArguments.Item(arguments, 0)}, " : string.Empty;
            writer.Line($"binder.{add}({model.MethodsName}.{method.Identifier}, {stream}static (arguments, call) =>");
            writer.Line($"    {Invoker}.WithCancellation({Invoker}.Submit({Submission(model, method, arguments)}, null), call.CancellationToken));");
        }

        writer.Close();
        if (model.Creation is { } creation)
        {
            writer.Line().Line($"private static global::RayNet.ActorHandle<{model.Host.FullName}> Create(global::RayNet.ActorOptions options) =>");
            writer.Line($"    {Invoker}.Create({model.Host.ExtensionsFullName}.Class, {creation}, options);");
        }

        writer.Close();
    }

    private static string Submission(ExposedModel model, ExposedMethodModel method, Arguments arguments)
    {
        int index = method.IsStream ? 1 : 0;
        string actor = model.IsActor
            ? $"call.Actor<{model.Host.FullName}>({ExposedArguments.Item(arguments, index++)}{(model.Creation is null ? string.Empty : ", Create")}), "
            : string.Empty;
        string values = string.Join(", ", method.Parameters.Select((_, i) => ExposedArguments.Item(arguments, index + i)));
        return $"{actor}new {model.Host.ExtensionsFullName}.{method.Descriptor}.ValueCall({values})";
    }
}
