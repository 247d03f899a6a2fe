using System.Globalization;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Calls;

/// <summary>Writes the class that holds the descriptor of a remote method and its calls.</summary>
internal sealed class CallClassEmitter(SourceWriter writer, CallSite site, string descriptors)
{
    internal void Emit(CallModel call, CallTarget target)
    {
        if (call.IsObsolete)
        {
            writer.Line(GeneratedFile.Obsolete);
        }

        ParameterModel[] sent = [.. call.Parameters.Where(static parameter => parameter.IsSent)];
        bool canReference = sent.Any(static parameter => parameter.Kind == ParameterKind.Value);
        string optionsType = site.CreatedType is null ? site.OptionsType : "global::RayNet.CallOptions";
        string factories = $"ValueCall.Read, {(canReference ? "RefCall.Read" : "null")}{(site.CreatedType is null ? string.Empty : $", {descriptors}.Class")}";
        writer.Open($"internal static class {call.Descriptor}");
        writer.Line($"internal static readonly {GeneratedFile.Services}RemoteMethod Method = new {GeneratedFile.Services}RemoteMethod(");
        writer.Line($"    0x{call.Id.ToString("x16", CultureInfo.InvariantCulture)}UL, \"{call.DisplayName}\", {call.Options ?? $"({optionsType}?)null"},");
        writer.Line($"    {factories});");
        EmitClass(call, target, sent, takesReferences: false);
        if (canReference)
        {
            EmitClass(call, target, sent, takesReferences: true);
        }

        writer.Close();
        writer.Line();
    }

    private void EmitClass(CallModel call, CallTarget target, ParameterModel[] sent, bool takesReferences)
    {
        CallShape shape = CallShape.For(call.Return, target.Disposal);
        string name = takesReferences ? "RefCall" : "ValueCall";
        writer.Line();
        writer.Line(GeneratedFile.StepThrough);

        // Parameters of the class: to the compiler they are half of the fields and the constructor that would do the same.
        string parameters = sent.Length == 0 ? string.Empty : $"({string.Join(", ", sent.Select(parameter => $"{FieldType(parameter, takesReferences)} {parameter.Field}"))})";
        writer.Open($"internal sealed class {name}{parameters} : {shape.BaseType}");
        writer.Line($"public override {GeneratedFile.Services}RemoteMethod Method => {call.Descriptor}.Method;");
        writer.Line();
        if (takesReferences)
        {
            EmitDependencies(sent);
        }

        new TransferEmitter(writer, sent, takesReferences).Emit(name);
        EmitRelease(sent, takesReferences);
        EmitIsolation(call.Return);
        new InvokeEmitter(writer, call, target).Emit(shape, takesReferences);
        writer.Close();
    }

    private void EmitDependencies(ParameterModel[] sent)
    {
        writer.Open($"protected override void CollectDependencies(ref {GeneratedFile.Services}DependencyCollector dependencies)");
        foreach (ParameterModel parameter in sent.Where(static parameter => parameter.Kind == ParameterKind.Value))
        {
            writer.Line($"dependencies.Add(in {parameter.Field});");
        }

        writer.Close();
        writer.Line();
    }

    private void EmitRelease(ParameterModel[] sent, bool takesReferences)
    {
        ParameterModel[] released = [.. sent.Where(parameter => parameter.HoldsReferences || (takesReferences && parameter.Kind == ParameterKind.Value))];
        if (released.Length == 0)
        {
            return;
        }

        writer.Open("protected override void ReleaseArguments()");
        foreach (ParameterModel parameter in released)
        {
            writer.Line(takesReferences && parameter.Kind == ParameterKind.Value ? $"{parameter.Field}.Release();" : $"{parameter.Field} = default!;");
        }

        writer.Close();
        writer.Line();
    }

    private void EmitIsolation(ReturnModel result)
    {
        if (result.Copy is not null)
        {
            string method = result.Kind == ReturnKind.Stream ? "IsolateItem" : "Isolate";
            writer.Line($"protected override {result.Type} {method}({result.Type} value) => {result.Copy}(value);");
            writer.Line();
        }
    }

    private static string FieldType(ParameterModel parameter, bool takesReferences) =>
        takesReferences && parameter.Kind == ParameterKind.Value ? $"global::RayNet.Arg<{parameter.Type}>" : parameter.Type;
}
