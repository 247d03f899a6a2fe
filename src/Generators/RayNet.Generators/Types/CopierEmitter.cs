using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types;

/// <summary>Writes <c>CopyValue</c>, which makes deep copies.</summary>
internal static class CopierEmitter
{
    internal static void Emit(SourceWriter writer, TypeShape shape)
    {
        string type = shape.FullName;
        int maxDepth = shape.Object?.MaxDepth ?? shape.Union!.MaxDepth;
        NestingEmitter.EmitField(writer, maxDepth);
        writer.Open($"internal static {type} CopyValue({type} value)");
        if (shape.Object is not { IsValueType: true })
        {
            writer.Open("if (value is null)").Line("return null!;").Close().Line();
        }

        if (shape.Object is { } item)
        {
            EmitDerivedCheck(writer, type, item);
            NestingEmitter.Open(writer, maxDepth, type);
            EmitObject(writer, type, item);
        }
        else
        {
            NestingEmitter.Open(writer, maxDepth, type);
            EmitUnion(writer, type, shape.Union!);
        }

        NestingEmitter.Close(writer, maxDepth);
        writer.Close().Line();
    }

    internal static void EmitDerivedCheck(SourceWriter writer, string type, ObjectShape shape)
    {
        if (!shape.IsSealed)
        {
            writer.Open($"if (((object)value).GetType() != typeof({type}))");
            writer.Line($"throw {GeneratedFile.Services}ValueErrors.Derived(((object)value).GetType(), typeof({type}));");
            writer.Close().Line();
        }
    }

    private static void EmitObject(SourceWriter writer, string type, ObjectShape shape)
    {
        string arguments = string.Join(", ", shape.ConstructorArguments.Select(index => CopyOf(shape.Members[index])));
        EmitNew(
            writer,
            $"return new {type}({arguments})",
            shape.Members.Where(static member => member.Setting != MemberSetting.Constructor || member.IsInitializedToo),
            CopyOf);
    }

    /// <summary>A constructor's call with an object initializer for the members.</summary>
    internal static void EmitNew(SourceWriter writer, string creation, IEnumerable<TypeMember> members, Func<TypeMember, string> valueOf)
    {
        List<TypeMember> initialized = [.. members];
        if (initialized.Count == 0)
        {
            writer.Line(creation + ";");
            return;
        }

        writer.Line(creation).Open();
        foreach (TypeMember member in initialized)
        {
            writer.Line($"{member.Name} = {valueOf(member)},");
        }

        writer.Close(";");
    }

    private static string CopyOf(TypeMember member) =>
        member.CopyMethod is null ? $"value.{member.Name}" : $"{member.CopyMethod}(value.{member.Name})";

    private static void EmitUnion(SourceWriter writer, string type, UnionShape shape)
    {
        writer.Line("global::System.Type type = ((object)value).GetType();");
        foreach (UnionCase item in shape.Cases)
        {
            writer.Open($"if (type == typeof({item.TypeName}))");
            writer.Line(item.CopyMethod is null ? "return value;" : $"return {item.CopyMethod}(({item.TypeName})value);");
            writer.Close().Line();
        }

        writer.Line($"throw {GeneratedFile.Services}ValueErrors.Unlisted(type, typeof({type}));");
    }
}
