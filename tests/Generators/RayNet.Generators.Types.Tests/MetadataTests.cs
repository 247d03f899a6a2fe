using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types.Tests;

/// <summary>Types of a referenced assembly, of which private fields are unknown.</summary>
public sealed class MetadataTests
{
    private const string Library = Source.Usings + """
        public sealed record Point(int X, int Y);
        [Immutable] public sealed record Trusted(int X, int[] Y);
        public readonly record struct Pair(int Left, string Right);
        public class Mixed { public int F; public string P { get; set; } = ""; public Mixed(int id) => Id = id; public int Id { get; } public int Twice => Id * 2; public int G; public int Q { get; init; } }
        public class Losing { public int X { get; private set; } }
        internal class Hidden;
        public enum Level { Low }
        """;

    [Theory]
    [InlineData("Point", false)]
    [InlineData("Trusted", true)]
    [InlineData("Pair", true)]
    [InlineData("Level", true)]
    public void ImmutableIfItCanBeProved(string type, bool expected)
    {
        TypeUse use = FromMetadata(type);
        Assert.Empty(use.Problems);
        Assert.Equal(expected, use.IsImmutable);
    }

    [Fact]
    public void LostStateIsSeenInMetadataToo() => Assert.Equal(".X", Assert.Single(FromMetadata("Losing").Problems).Path);

    [Theory]
    [InlineData("Mixed")]
    [InlineData("Point")]
    [InlineData("Pair")]
    public void TheWireIsTheSameFromEveryAssembly(string type)
    {
        ObjectShape source = Shape(Source.Use(type, Library[Source.Usings.Length..]));
        ObjectShape metadata = Shape(FromMetadata(type));
        Assert.Equal(source.Members, metadata.Members);
        Assert.Equal(source.ConstructorArguments, metadata.ConstructorArguments);
        Assert.Equal(source.RequiredLength, metadata.RequiredLength);
    }

    private static ObjectShape Shape(TypeUse use) => use.Shapes.Single(static shape => shape.Kind == TypeShapeKind.Object).Object!;

    private static TypeUse FromMetadata(string type)
    {
        using var image = new MemoryStream();
        CSharpCompilation library = Source.Compile(Library).WithAssemblyName("Library");
        Assert.True(library.Emit(image, options: new Microsoft.CodeAnalysis.Emit.EmitOptions(metadataOnly: true, includePrivateMembers: false)).Success);
        CSharpCompilation user = Source.Compile($"public static class Signature<TOpen> {{ public static void M({type} value) {{ }} }}")
            .AddReferences(MetadataReference.CreateFromImage(image.ToArray()));
        return Source.Parse(user);
    }
}
