using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Calls;

/// <summary>Writes the members of a call class that bring it to another process.</summary>
internal sealed class TransferEmitter(SourceWriter writer, ParameterModel[] sent, bool takesReferences)
{
    internal void Emit(string className)
    {
        if (takesReferences)
        {
            writer.Line("public override bool HasReferences => true;").Line();
        }

        if (sent.Length > 0)
        {
            EmitWrite();
        }

        // A method and no lambda: nothing more has to be loaded with the descriptor.
        writer.Line($"internal static {GeneratedFile.Services}ObjectCell Read(ref {GeneratedFile.Services}CallReader reader)");
        writer.Line($"    => new {className}({string.Join(", ", sent.Select(Read))});").Line();
    }

    private void EmitWrite()
    {
        writer.Open($"protected override void WriteArguments(ref {GeneratedFile.Services}CallWriter writer)");
        foreach (ParameterModel parameter in sent)
        {
            writer.Line($"writer.Write<{parameter.Type}>({(IsArgument(parameter) ? "in " : string.Empty)}{parameter.Field});");
        }

        writer.Close().Line();
    }

    private string Read(ParameterModel parameter) => $"reader.{(IsArgument(parameter) ? "ReadArg" : "Read")}<{parameter.Type}>()";

    private bool IsArgument(ParameterModel parameter) => takesReferences && parameter.Kind == ParameterKind.Value;
}
