using Basic.Reference.Assemblies;
using MessagePack;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace RayNet.Analyzers.Tests.Harness;

/// <summary>Compilations that see what a user's project sees.</summary>
internal static class Compilations
{
    internal const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using RayNet;

        """;

    internal static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14, DocumentationMode.Parse);

    internal static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable);

    internal static readonly IReadOnlyList<MetadataReference> Platform = [.. Net100.References.All];

    internal static readonly IReadOnlyList<MetadataReference> References =
    [
        .. Platform,
        From<RemoteAttribute>(),
        MetadataReference.CreateFromFile(typeof(MessagePackSerializer).Assembly.Location),
        From<IgnoreMemberAttribute>(),
        From<IServiceCollection>(),
        From<ILoggerFactory>(),
    ];

    /// <summary>The source alone, as before any generator ran.</summary>
    internal static CSharpCompilation Create(string source, IReadOnlyList<MetadataReference>? references = null, string assembly = "Sample") =>
        CSharpCompilation.Create(
            assembly,
            [
                CSharpSyntaxTree.ParseText(references is null ? Usings : "", ParseOptions, "GlobalUsings.cs"),
                CSharpSyntaxTree.ParseText(source, ParseOptions, "Source.cs"),
            ],
            references ?? References,
            Options.WithOutputKind(HasTopLevelStatements(source) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));

    private static bool HasTopLevelStatements(string source) =>
        CSharpSyntaxTree.ParseText(source, ParseOptions).GetCompilationUnitRoot().Members
            .Any(member => member is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);

    private static PortableExecutableReference From<T>() => MetadataReference.CreateFromFile(typeof(T).Assembly.Location);
}
