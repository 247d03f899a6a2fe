using RayNet.Generators.Calls;
using RayNet.Roslyn;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>Writes the client of an exposed class.</summary>
internal static class ExposedClientEmitter
{
    private const string Connection = "global::RayNet.GatewayConnection";
    private const string Token = "global::System.Threading.CancellationToken";

    internal static void Emit(SourceWriter writer, ExposedModel model)
    {
        string cref = model.Host.DocumentationId;
        writer.Line(model.IsActor
            ? $"/// <summary>Calls an actor of the class <see cref=\"{cref}\"/> at a gateway, from outside of the cluster.</summary>"
            : $"/// <summary>Calls <see cref=\"{cref}\"/> at a gateway, from outside of the cluster.</summary>");
        writer.Line("/// <param name=\"connection\">The connection to the gateway.</param>");
        if (model.IsActor)
        {
            writer.Line("/// <param name=\"actor\">The name of the actor.</param>");
        }

        writer.Line(GeneratedFile.GeneratedCode);
        if (model.Host.IsObsolete)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        string actor = model.IsActor ? ", string actor" : string.Empty;
        writer.Open($"{(model.Host.IsPublic ? "public" : "internal")} sealed class {model.ClientName}({Connection} connection{actor})");
        writer.Line($"private readonly {Connection} _connection = connection;").Line();
        if (model.IsActor)
        {
            writer.Line("private readonly string _actor = actor;").Line();
        }

        foreach (ExposedMethodModel method in model.Methods)
        {
            EmitMethod(writer, model, method);
        }

        writer.Close();
    }

    private static void EmitMethod(SourceWriter writer, ExposedModel model, ExposedMethodModel method)
    {
        string token = Names.Free(method.Parameters.Select(static parameter => parameter.Name.TrimStart('@')), "cancellationToken", "callCancellation");
        string parameters = string.Concat(method.Parameters.Select(static parameter =>
            $"{parameter.Type} {parameter.Name}{(parameter.Default is null ? string.Empty : " = " + parameter.Default)}, "));
        string descriptor = $"{model.MethodsName}.{method.Identifier}";
        string pack = ExposedArguments.Of(model, method).Pack;
        string returns = method.IsStream ? $"global::System.Collections.Generic.IAsyncEnumerable<{method.Result}>"
            : method.Result is null ? "global::System.Threading.Tasks.Task"
            : $"global::System.Threading.Tasks.Task<{method.Result}>";

        writer.Line($"/// <inheritdoc cref=\"{method.DocumentationId}\"/>");
        writer.Line($"/// <param name=\"{token}\">Ends the {(method.IsStream ? "stream" : "call")}, here and on the cluster.</param>");
        if (method.Attributes.Length > 0)
        {
            writer.Line(method.Attributes);
        }

        writer.Line($"public {returns} {method.Identifier}({parameters}{Token} {token} = default) =>");
        writer.Line(method.IsStream
            ? $"    this._connection.StreamAsync({descriptor}, {pack}, {token});"
            : $"    this._connection.InvokeAsync({descriptor}, {pack}, {token}).AsTask();").Line();
    }
}
