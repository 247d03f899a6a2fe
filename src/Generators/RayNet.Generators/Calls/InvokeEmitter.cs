using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Calls;

/// <summary>Writes the method of a call class that runs the user's code.</summary>
internal sealed class InvokeEmitter(SourceWriter writer, CallModel call, CallTarget target)
{
    private const string AsyncExtensions = "global::System.Threading.Tasks.TaskAsyncEnumerableExtensions";

    internal void Emit(CallShape shape, bool takesReferences)
    {
        string invocation = $"{target.Prefix}{target.Expression}({string.Join(", ", call.Parameters.Select(parameter => Argument(parameter, takesReferences)))}){target.Suffix}";
        bool isAsync = target.Disposal != DisposalKind.None && (call.Return.IsAsync || call.Return.Kind == ReturnKind.Stream || target.Disposal == DisposalKind.Async);
        string head = $"protected override {(isAsync ? "async " : string.Empty)}{shape.ReturnType} {shape.Method}({GeneratedFile.Services}ExecutionFrame frame)";
        if (target.Instance is null)
        {
            writer.Line(head).Line($"    => {Wrap(invocation)};");
            return;
        }

        writer.Open(head);
        string creation = $"new {target.Instance}({string.Join(", ", target.Target!.Parameters.Where(static parameter => parameter.Kind != ParameterKind.Omitted).Select(parameter => $"{parameter.Identifier}: {Supplied(parameter)}"))})";
        if (target.Disposal == DisposalKind.Async)
        {
            writer.Line($"var target = {creation};");
            writer.Open($"await using ({AsyncExtensions}.ConfigureAwait(target, false))");
            EmitStatement(invocation, isAsync);
            writer.Close();
        }
        else
        {
            writer.Line($"{(target.Disposal == DisposalKind.Sync ? "using " : string.Empty)}var target = {creation};");
            EmitStatement(invocation, isAsync);
        }

        writer.Close();
    }

    private void EmitStatement(string invocation, bool isAsync)
    {
        ReturnModel result = call.Return;
        if (isAsync && result.Kind == ReturnKind.Stream)
        {
            writer.Open($"await foreach (var item in {AsyncExtensions}.WithCancellation({invocation}, frame.CancellationToken).ConfigureAwait(false))");
            writer.Line("yield return item;");
            writer.Close();
            return;
        }

        string value = isAsync ? result.IsAsync ? $"await {invocation}.ConfigureAwait(false)" : invocation : Wrap(invocation);
        bool returns = result.HasResult || (result.IsAsync && !isAsync);
        writer.Line(returns ? $"return {value};" : $"{value};");
    }

    private string Wrap(string invocation) => call.Return.Kind switch
    {
        ReturnKind.Task => $"new global::System.Threading.Tasks.ValueTask({invocation})",
        ReturnKind.TaskOfT => $"new global::System.Threading.Tasks.ValueTask<{call.Return.Type}>({invocation})",
        _ => invocation,
    };

    private static string Argument(ParameterModel parameter, bool takesReferences) => parameter switch
    {
        { IsSent: false } => Supplied(parameter),
        { Kind: ParameterKind.Value, Copy: null } when takesReferences => $"{parameter.Field}.Resolve()",
        { Kind: ParameterKind.Value } when takesReferences => $"{parameter.Field}.Resolve({parameter.Copy}, frame.MayRetry)",
        { Copy: { } copy } => $"frame.MayRetry ? {copy}({parameter.Field}) : {parameter.Field}",
        _ => parameter.Field,
    };

    private static string Supplied(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.CancellationToken => "frame.CancellationToken",
        ParameterKind.Context => "frame.Context",
        _ when parameter.IsNullableReference => $"({parameter.Type}?)frame.Context.Services.GetService(typeof({parameter.Type}))",
        _ => $"frame.GetService<{parameter.Type}>()",
    };
}
