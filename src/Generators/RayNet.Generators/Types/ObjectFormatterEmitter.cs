using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types;

/// <summary>Writes the formatter of a class or struct: an array of its members.</summary>
internal static class ObjectFormatterEmitter
{
    internal static void Emit(SourceWriter writer, string type, ObjectShape shape)
    {
        writer.Open($"private sealed class Formatter : global::MessagePack.Formatters.IMessagePackFormatter<{type}>");
        NestingEmitter.EmitField(writer, shape.MaxDepth);
        EmitSerialize(writer, type, shape);
        writer.Line();
        EmitDeserialize(writer, type, shape);
        writer.Close();
    }

    private static void EmitSerialize(SourceWriter writer, string type, ObjectShape shape)
    {
        writer.Open($"public void Serialize(ref global::MessagePack.MessagePackWriter writer, {type} value, global::MessagePack.MessagePackSerializerOptions options)");
        if (!shape.IsValueType)
        {
            writer.Open("if (value is null)").Line("writer.WriteNil();").Line("return;").Close().Line();
        }

        CopierEmitter.EmitDerivedCheck(writer, type, shape);
        NestingEmitter.Open(writer, shape.MaxDepth, type);
        writer.Line($"writer.WriteArrayHeader({shape.WireLength});");
        int position = 0;
        foreach (TypeMember member in shape.Members)
        {
            for (; position < member.Position; position++)
            {
                writer.Line("writer.WriteNil();");
            }

            position++;
            writer.Line(member.Primitive is null
                ? $"options.Resolver.GetFormatterWithVerify<{member.TypeName}>().Serialize(ref writer, value.{member.Name}, options);"
                : $"writer.Write(value.{member.Name});");
        }

        NestingEmitter.Close(writer, shape.MaxDepth);
        writer.Close();
    }

    private static void EmitDeserialize(SourceWriter writer, string type, ObjectShape shape)
    {
        writer.Open($"public {type} Deserialize(ref global::MessagePack.MessagePackReader reader, global::MessagePack.MessagePackSerializerOptions options)");
        if (!shape.IsValueType)
        {
            writer.Open("if (reader.TryReadNil())").Line("return null!;").Close().Line();
        }

        NestingEmitter.Open(writer, shape.MaxDepth, type);
        writer.Line($"int count = {GeneratedFile.Services}Wire.ReadObjectHeader(ref reader, {shape.RequiredLength}, typeof({type}));");
        foreach (TypeMember member in shape.Members)
        {
            writer.Line($"{member.TypeName} {Local(member)} = {member.Default};");
        }

        EmitLoop(writer, shape);
        EmitConstruction(writer, type, shape);
        NestingEmitter.Close(writer, shape.MaxDepth);
        writer.Close();
    }

    private static void EmitLoop(SourceWriter writer, ObjectShape shape)
    {
        writer.Open("for (int i = 0; i < count; i++)").Open("switch (i)");
        foreach (TypeMember member in shape.Members)
        {
            string value = member.Primitive switch
            {
                null => $"options.Resolver.GetFormatterWithVerify<{member.TypeName}>().Deserialize(ref reader, options)",
                "String" => "reader.ReadString()!",
                _ => $"reader.Read{member.Primitive}()",
            };
            writer.Line($"case {member.Position}:").Line($"    {Local(member)} = {value};").Line("    break;");
        }

        writer.Line("default:").Line("    reader.Skip();").Line("    break;").Close().Close().Line();
    }

    private static void EmitConstruction(SourceWriter writer, string type, ObjectShape shape)
    {
        string arguments = string.Join(", ", shape.ConstructorArguments.Select(index => Local(shape.Members[index])));
        CopierEmitter.EmitNew(
            writer,
            $"var result = new {type}({arguments})",
            shape.Members.Where(static member => member.Setting == MemberSetting.Initializer || member.IsInitializedToo),
            Local);
        foreach (TypeMember member in shape.Members)
        {
            if (member.Setting == MemberSetting.Assignment)
            {
                writer.Open($"if (count > {member.Position})").Line($"result.{member.Name} = {Local(member)};").Close().Line();
            }
        }

        writer.Line("return result;");
    }

    private static string Local(TypeMember member) => "member" + member.Name.TrimStart('@');
}
