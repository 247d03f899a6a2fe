using RayNet.Roslyn;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types;

/// <summary>Writes the formatter of a union: an array of the number and the value.</summary>
internal static class UnionFormatterEmitter
{
    internal static void Emit(SourceWriter writer, string type, UnionShape shape)
    {
        writer.Open($"private sealed class Formatter : global::MessagePack.Formatters.IMessagePackFormatter<{type}>");
        NestingEmitter.EmitField(writer, shape.MaxDepth);
        EmitSerialize(writer, type, shape);
        writer.Line();
        EmitDeserialize(writer, type, shape);
        writer.Close();
    }

    private static void EmitSerialize(SourceWriter writer, string type, UnionShape shape)
    {
        writer.Open($"public void Serialize(ref global::MessagePack.MessagePackWriter writer, {type} value, global::MessagePack.MessagePackSerializerOptions options)");
        writer.Open("if (value is null)").Line("writer.WriteNil();").Line("return;").Close().Line();
        NestingEmitter.Open(writer, shape.MaxDepth, type);
        writer.Line("global::System.Type type = ((object)value).GetType();");
        foreach (UnionCase item in shape.Cases)
        {
            writer.Open($"if (type == typeof({item.TypeName}))");
            writer.Line("writer.WriteArrayHeader(2);").Line($"writer.Write({item.Tag});");
            writer.Line($"options.Resolver.GetFormatterWithVerify<{item.TypeName}>().Serialize(ref writer, ({item.TypeName})value, options);");
            writer.Line("return;").Close().Line();
        }

        writer.Line($"throw {GeneratedFile.Services}ValueErrors.Unlisted(type, typeof({type}));");
        NestingEmitter.Close(writer, shape.MaxDepth);
        writer.Close();
    }

    private static void EmitDeserialize(SourceWriter writer, string type, UnionShape shape)
    {
        writer.Open($"public {type} Deserialize(ref global::MessagePack.MessagePackReader reader, global::MessagePack.MessagePackSerializerOptions options)");
        writer.Open("if (reader.TryReadNil())").Line("return null!;").Close().Line();
        NestingEmitter.Open(writer, shape.MaxDepth, type);
        writer.Line($"int tag = {GeneratedFile.Services}Wire.ReadUnionTag(ref reader, typeof({type}));");
        writer.Open("switch (tag)");
        foreach (UnionCase item in shape.Cases)
        {
            writer.Line($"case {item.Tag}:");
            writer.Line($"    return options.Resolver.GetFormatterWithVerify<{item.TypeName}>().Deserialize(ref reader, options);");
        }

        writer.Line("default:").Line($"    throw {GeneratedFile.Services}Wire.UnknownTag(tag, typeof({type}));").Close();
        NestingEmitter.Close(writer, shape.MaxDepth);
        writer.Close();
    }
}
