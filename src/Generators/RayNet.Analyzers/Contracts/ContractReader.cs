using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayNet.Contracts;
using RayNet.Roslyn;
using RayNet.Roslyn.Model;
using RayNet.Roslyn.Parsing;
using RayNet.Roslyn.Rpc;
using RayNet.Roslyn.Types;

namespace RayNet.Analyzers.Contracts;

/// <summary>Reads the contract of a file: what its remote declarations, and the types that they reach, promise to other builds.</summary>
internal sealed class ContractReader
{
    private readonly Compilation _compilation;
    private readonly KnownSymbols _known;
    private readonly RpcSymbols? _rpc;
    private readonly CancellationToken _cancellationToken;
    private readonly FileContract _contract = new();
    private readonly HashSet<TypeNode> _types = [];

    private ContractReader(Compilation compilation, KnownSymbols known, CancellationToken cancellationToken)
    {
        _compilation = compilation;
        _known = known;
        _rpc = RpcSymbols.For(compilation);
        _cancellationToken = cancellationToken;
    }

    internal static FileContract Read(SyntaxTree file, Compilation compilation, KnownSymbols known, CancellationToken cancellationToken)
    {
        var reader = new ContractReader(compilation, known, cancellationToken);
        reader.ReadMembers(((CompilationUnitSyntax)file.GetRoot(cancellationToken)).Members, new Lazy<SemanticModel>(() => compilation.GetSemanticModel(file)));
        return reader._contract;
    }

    /// <summary>Only what carries an attribute is asked for its symbol: most files have nothing remote.</summary>
    private void ReadMembers(SyntaxList<MemberDeclarationSyntax> members, Lazy<SemanticModel> model)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            if (member is MethodDeclarationSyntax { AttributeLists.Count: > 0 })
            {
                if (model.Value.GetDeclaredSymbol(member, _cancellationToken) is IMethodSymbol method && member.Carries(_known.RemoteAttribute, method))
                {
                    ReadTask(method.PartialDefinitionPart ?? method);
                }
            }
            else if (member is TypeDeclarationSyntax type)
            {
                if (type.AttributeLists.Count > 0 && model.Value.GetDeclaredSymbol(type, _cancellationToken) is INamedTypeSymbol symbol)
                {
                    ReadType(type, symbol);
                }

                ReadMembers(type.Members, model);
            }
            else if (member is BaseNamespaceDeclarationSyntax space)
            {
                ReadMembers(space.Members, model);
            }
        }
    }

    private void ReadTask(IMethodSymbol method)
    {
        if (RemoteMethodParser.Parse(method, _known, problems: null, _cancellationToken) is { } model)
        {
            _contract.Add(new ContractEntry(ContractKind.Task, Owner(method.ContainingType), Name(method.ContainingType, method), Id(model.Call.Id), Signature(method, model.Call)), method);
        }
        else
        {
            _contract.IsComplete = false;
        }
    }

    private void ReadType(TypeDeclarationSyntax declaration, INamedTypeSymbol type)
    {
        if (declaration.Carries(_known.ActorAttribute, type))
        {
            ReadActor(type);
        }
        else if (_rpc is { } rpc && type.TypeKind == TypeKind.Interface && (declaration.Carries(rpc.Service, type) || declaration.Carries(rpc.Hub, type)))
        {
            ReadInterface(type, rpc);
        }
    }

    private void ReadActor(INamedTypeSymbol type)
    {
        var symbols = new List<IMethodSymbol>();
        var problems = new List<Problem>();
        if (ActorParser.Parse(type, _known, problems, _cancellationToken, symbols) is not { } model || problems.Count > 0)
        {
            _contract.IsComplete = false;
            return;
        }

        string owner = Owner(type);
        _contract.Add(new ContractEntry(ContractKind.Actor, owner, owner, Id(model.Id), string.Empty), type);
        if (ActorStates.Find(type, _known) is { } state)
        {
            _contract.Add(new ContractEntry(ContractKind.State, owner, owner, string.Empty, TypeName(state)), type);
        }

        int index = 0;
        foreach (CallModel call in model.Constructors)
        {
            IMethodSymbol constructor = symbols[index++];
            _contract.Add(new ContractEntry(ContractKind.Constructor, owner, owner, Id(call.Id), Signature(constructor, call)), constructor.IsImplicitlyDeclared ? type : constructor);
        }

        foreach (ActorMethodModel method in model.Methods)
        {
            IMethodSymbol symbol = symbols[index++];
            _contract.Add(new ContractEntry(ContractKind.Method, owner, Name(type, symbol), Id(method.Call.Id), Signature(symbol, method.Call)), SymbolEqualityComparer.Default.Equals(symbol.ContainingType, type) ? symbol : type);
        }
    }

    private void ReadInterface(INamedTypeSymbol type, RpcSymbols rpc)
    {
        if (RpcInterfaceParser.Parse(type, rpc, _known, problems: null, _cancellationToken) is not { } model)
        {
            _contract.IsComplete = false;
            return;
        }

        ReadMethods(type, model.WireName, model.Methods);
        if (model.Receiver is { } receiver && type.FindAttribute(rpc.Hub)?.ConstructorArguments.FirstOrDefault().Value is INamedTypeSymbol contract)
        {
            ReadMethods(contract, model.WireName, receiver.Methods);
        }
    }

    private void ReadMethods(INamedTypeSymbol type, string service, EquatableArray<RpcMethodModel> methods)
    {
        // The parser refuses two methods of a name.
        var symbols = type.AllInterfaces.Insert(0, type).SelectMany(static contract => contract.GetMembers().OfType<IMethodSymbol>()).ToLookup(static method => Identifiers.Escape(method.Name), StringComparer.Ordinal);
        foreach (RpcMethodModel method in methods)
        {
            IMethodSymbol symbol = symbols[method.Name].First();
            IEnumerable<string> sent = symbol.Parameters.Where((_, index) => !method.Parameters[index].IsToken).Select(parameter => TypeName(parameter.Type));
            string result = method.Result is null ? string.Empty : " -> " + TypeName(((INamedTypeSymbol)symbol.ReturnType).TypeArguments[0]);
            _contract.Add(new ContractEntry(ContractKind.Rpc, service, $"{service}/{method.WireName}", string.Empty, $"({string.Join(", ", sent)}){result}"), symbol);
        }
    }

    /// <summary>What the caller sends and gets. What the worker supplies and how the method waits is its own business.</summary>
    private string Signature(IMethodSymbol method, CallModel call)
    {
        var sent = new List<string>();
        for (int i = 0; i < call.Parameters.Count; i++)
        {
            if (call.Parameters[i].IsSent)
            {
                sent.Add(TypeName(method.Parameters[i].Type));
            }
        }

        string result = call.Return.Kind switch
        {
            ReturnKind.Void or ReturnKind.Task or ReturnKind.ValueTask => string.Empty,
            ReturnKind.Value => " -> " + TypeName(method.ReturnType),
            ReturnKind.Stream => " -> stream of " + TypeName(((INamedTypeSymbol)method.ReturnType).TypeArguments[0]),
            _ => " -> " + TypeName(((INamedTypeSymbol)method.ReturnType).TypeArguments[0]),
        };
        return $"({string.Join(", ", sent)}){(call.Return.Parts.IsEmpty ? result : result.Replace(" -> ", " -> parts of "))}";
    }

    private string TypeName(ITypeSymbol type)
    {
        Reach(type);
        return ContractTypes.Name(type);
    }

    private void Reach(ITypeSymbol type)
    {
        if (BuiltInTypes.IsImmutable(type))
        {
            return;
        }

        foreach (TypeNode node in TypeShapeParser.For(_compilation).Reach(type))
        {
            if (_types.Add(node))
            {
                ContractTypes.Read(node, _contract);
            }
        }
    }

    private static string Owner(INamedTypeSymbol type) => ContractTypes.Name(type);

    private static string Name(INamedTypeSymbol type, IMethodSymbol method) => Owner(type) + "." + method.Name;

    private static string Id(ulong id) => id.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
}
