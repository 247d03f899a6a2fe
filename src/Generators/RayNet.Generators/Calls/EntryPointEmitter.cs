using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Calls;

/// <summary>Writes the methods that users call.</summary>
internal sealed class EntryPointEmitter(SourceWriter writer, CallSite site, string descriptors)
{
    private const string Invoker = GeneratedFile.Invoker;

    internal void Emit(CallModel call, bool isOverloaded)
    {
        ParameterModel[] sent = [.. call.Parameters.Where(static parameter => parameter.IsSent)];
        bool hasParams = sent.Any(static parameter => parameter.IsParams);
        bool takesReferences = sent.Any(static parameter => parameter.Kind == ParameterKind.Value);
        foreach (Overload overload in Overload.Plan(hasParams, isOverloaded, takesReferences))
        {
            Emit(call, overload, sent);
        }
    }

    private void Emit(CallModel call, Overload overload, ParameterModel[] sent)
    {
        string[] taken = [.. sent.Select(static parameter => parameter.Name), site.Receiver ?? string.Empty];
        ParameterModel? token = site.CreatedType is null && overload.HasOptions
            ? call.Parameters.FirstOrDefault(static parameter => parameter.Kind == ParameterKind.CancellationToken)
            : null;
        string options = Names.Free(token is null ? taken : [.. taken, token.Name], "options", site.OptionsName, "rayOptions");

        writer.Line($"/// <inheritdoc cref=\"{call.DocumentationId}\"/>");
        if (overload.HasOptions)
        {
            writer.Line($"/// <param name=\"{options}\">{site.OptionsSummary}</param>");
        }

        if (call.Attributes.Length > 0)
        {
            writer.Line(call.Attributes);
        }

        if (overload.Priority != 0)
        {
            writer.Line($"[global::System.Runtime.CompilerServices.OverloadResolutionPriority({overload.Priority})]");
        }

        var parameters = ParameterList.Format(sent, overload);
        if (overload.HasOptions)
        {
            parameters.Add(new ParameterText($"{site.OptionsType}? {options} = null"));
        }

        if (token is not null)
        {
            parameters.Add(new ParameterText($"global::System.Threading.CancellationToken {token.Identifier} = default"));
        }

        string modifiers = (call.IsPublic ? "public " : "internal ") + (site.Receiver is null ? "static " : string.Empty);
        ParameterText.WriteHead(writer, $"{modifiers}{ReturnType(call)} {Identifiers.Escape(call.EntryPoint)}", parameters);
        string newCall = $"new {call.Descriptor}.{(overload.TakesReferences ? "RefCall" : "ValueCall")}({string.Join(", ", ParameterList.Arguments(sent, overload))})";
        EmitBody(call, newCall, overload.HasOptions ? options : "null", token?.Identifier, taken);
        writer.Line();
    }

    private void EmitBody(CallModel call, string newCall, string options, string? token, string[] taken)
    {
        string receiver = site.Receiver is null ? string.Empty : site.Receiver + ", ";
        if (site.CreatedType is not null)
        {
            writer.Line($"    => {Invoker}.Create({descriptors}.Class, {newCall}, {options});");
        }
        else if (!call.Return.Parts.IsEmpty)
        {
            string name = Names.Free(token is null ? [.. taken, options] : [.. taken, options, token], "call", "remoteCall");
            writer.Open();
            writer.Line($"var {name} = {Invoker}.SubmitSplit({receiver}{newCall}, {options}{(token is null ? string.Empty : ", " + token)});");
            writer.Line($"return ({string.Join(", ", call.Return.Parts.Select((part, index) => Part(call.Return, part, index, name)))});");
            writer.Close();
        }
        else if (token is not null)
        {
            writer.Line($"    => {Invoker}.WithCancellation({Invoker}.Submit({receiver}{newCall}, {options}), {token});");
        }
        else
        {
            writer.Line($"    => {Invoker}.Submit({receiver}{newCall}, {options});");
        }
    }

    private static string Part(ReturnModel result, PartModel part, int index, string call) =>
        $"{GeneratedFile.Services}SplitPart.Create<{result.Type}, {part.Type}>({call}, static tuple => tuple.Item{index + 1}{(part.Copy is null ? string.Empty : ", " + part.Copy)})";

    private string ReturnType(CallModel call) =>
        site.CreatedType is not null ? $"global::RayNet.ActorHandle<{site.CreatedType}>"
        : !call.Return.Parts.IsEmpty ? $"({string.Join(", ", call.Return.Parts.Select(PartType))})"
        : !call.Return.HasResult ? "global::RayNet.ObjectRef"
        : call.Return.Kind == ReturnKind.Stream ? $"global::RayNet.ObjectRefStream<{call.Return.Type}>"
        : $"global::RayNet.ObjectRef<{call.Return.Type}>";

    private static string PartType(PartModel part) =>
        $"global::RayNet.ObjectRef<{part.Type}>{(part.Name is null ? string.Empty : " " + Identifiers.Escape(part.Name))}";
}
