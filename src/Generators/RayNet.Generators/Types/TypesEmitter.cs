using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types;

/// <summary>Writes the traits of one type: copier and formatter.</summary>
internal static class TypesEmitter
{

    /// <summary>The name of the file; unique, because the traits' names are.</summary>
    internal static string HintName(TypeShape shape) => SimpleName(shape) + ".g.cs";

    /// <summary>The text; null for types whose traits stand in RayNet.Abstractions.</summary>
    internal static string? Emit(TypeShape shape)
    {
        if (shape.Kind == TypeShapeKind.Library)
        {
            return null;
        }

        SourceWriter writer = GeneratedFile.Begin().Line("using global::MessagePack;").Line();
        writer.Open("namespace RayNet.Generated");
        writer.Line($"// How values of {shape.FullName} are shared, copied and serialized.");
        writer.Line(GeneratedFile.Attributes);
        writer.Open($"internal sealed class {SimpleName(shape)} : {GeneratedFile.Services}ValueTraits<{shape.FullName}>");
        EmitTraits(writer, shape);
        if (shape.Object is { } item)
        {
            ObjectFormatterEmitter.Emit(writer, shape.FullName, item);
        }
        else
        {
            UnionFormatterEmitter.Emit(writer, shape.FullName, shape.Union!);
        }

        writer.Close().Close();
        return writer.ToString();
    }

    private static void EmitTraits(SourceWriter writer, TypeShape shape)
    {
        string type = shape.FullName;
        if (shape.IsImmutable)
        {
            writer.Line("public override bool IsImmutable => true;").Line();
            writer.Line($"public override {type} Copy({type} value) => value;").Line();
        }
        else
        {
            writer.Line($"public override {type} Copy({type} value) => CopyValue(value);").Line();
            CopierEmitter.Emit(writer, shape);
        }

        writer.Line("// MessagePack is loaded with the formatter only.");
        writer.Line("public override object CreateFormatter() => new Formatter();").Line();
    }

    private static string SimpleName(TypeShape shape) => shape.TraitsName.Substring(shape.TraitsName.LastIndexOf('.') + 1);
}
