/**
 * What common words of interfaces mean, whatever the language: "Save", "Speichern" and "保存" are one meaning. Asked only
 * when a page speaks another language than the one the element was described in.
 */

/** One meaning a line: beginnings of words, without accents; those of up to three letters are whole words. */
const TABLE = `
save speicher sichern enregistr sauvegard guardar salva opslaan zapisz сохран 保存 儲存 저장
delete losch supprim effac elimin borrar excluir apagar verwijder usun удал 削除 删除 刪除 삭제 remove entfern retir enlev quitar remov rimuov 取り除 除去 移除 제거
cancel abbrech annul cancela anuluj отмен キャンセル 取消 취소
edit bearbeit modifi edita modific bewerk edyt редакт измен 編集 编辑 編輯 편집
add hinzufug ajout anadir agreg adiciona aggiung toevoeg dodaj добав 追加 添加 추가
new neu neue neuer neues nouve nuev nov novo nova nuov nieuw nowy nowa нов 新規 新しい 新建 新增 새 새로 create erstell anleg cree creer crear cria crea maak utworz созда 作成 创建 建立 만들기 생성 新
open offn ouvri abrir apri aprire openen otworz откры 開く 開い 打开 開啟 열기
close schlie ferm cerrar fechar chiud sluit zamkn закры 閉じ 关闭 關閉 닫기
search such recherch busc pesquis cerca zoek szuka поиск найти 検索 搜索 搜尋 查找 검색
settings einstellung preferenc parametr reglag configur ajustes definic impostaz instelling ustawien настрой 設定 设置 설정 環境設定
help hilfe aide ayuda ajuda aiuto hulp pomoc помощ справк ヘルプ 帮助 幫助 說明 도움말
file datei fichier archivo arquivo ficheiro bestand plik файл ファイル 文件 檔案 파일
folder ordner dossier carpeta pasta cartella map папк フォルダ 文件夹 資料夾 폴더
view ansicht anzeig affich ver exibir visualiz vista weergave widok вид просмотр показ 表示 查看 视图 檢視 보기
hide ausblend verberg masquer cacher ocultar nascond ukryj скры 非表示 隠す 隐藏 隱藏 숨기
show zeig einblend anzeig montr affich mostra muestr toon pokaz показ 表示 显示 顯示 표시
back zuruck retour atras voltar indietro terug wstecz назад 戻る 返回 뒤로
next weiter nachst suivant siguiente proximo seguinte successiv volgende dalej nastepn далее следующ 次へ 下一 다음
previous vorherig precedent anterior vorige poprzedn предыдущ 前へ 上一 이전
home startseite accueil inicio inizio главн ホーム 首页 首頁 主页 홈
login anmeld connexion connecter iniciar entrar accedi accesso inlog zaloguj войти вход ログイン サインイン 登录 登入 로그인
logout abmeld deconnex cerrar salir sair esci uitlog wyloguj выйти выход ログアウト サインアウト 注销 登出 退出 로그아웃
user benutz nutzer utilisat usuari utent utilizador gebruiker uzytkownik пользов ユーザ 用户 使用者 사용자
name nom nombre nome naam nazwa имя названи 名前 名称 姓名 名字 이름
password passwort kennwort passe contrasen senha wachtwoord haslo парол パスワード 密码 密碼 비밀번호
email mail courriel correo почт メール 邮件 邮箱 電子郵件 이메일
address adress direccion enderec indirizz адрес アドレス 住所 地址 주소
language sprache langue idioma lingua taal jezyk язык 言語 语言 語言 언어
download herunterlad telecharg descarg baixar transferir scarica pobierz скача загруз ダウンロード 下载 下載 다운로드
upload hochlad importer televers subir cargar envia carica przeslij загруз アップロード 上传 上傳 업로드
export exportier exporter exporta esporta eksport экспорт エクスポート 书き出 导出 匯出 내보내기
import importier importer importa импорт インポート 取り込 读み込 导入 匯入 가져오기
copy kopier copier copia kopieer kopiuj копир コピー 复制 複製 拷贝 복사
duplicate duplizier dupliquer duplica dupliceer powiel дублир 複製 副本 重复 복제
paste einfug coller pegar colar incolla plak wklej встав ペースト 貼り付け 粘贴 貼上 붙여넣
cut ausschneid couper cortar taglia knip wytnij выреза 切り取 カット 剪切 剪下 잘라내
undo ruckgangig annuler deshacer desfazer annulla cofnij отмен 元に戻 撤销 復原 실행취소
redo wiederhol wiederherstell retablir rehacer refazer ripeti ripristin opnieuw ponow повтор やり直 重做 取消復原 다시
print druck imprim stampa afdruk druku печат 印刷 打印 列印 인쇄
share teil freigeb partag compart condivid delen udostepn подел 共有 共享 分享 공유
rename umbenenn renomm renombr cambiar renomea rinomin hernoem zmien переимен 名前を変更 名前の変更 リネーム 重命名 重新命名 이름변경
move verschieb deplac mover sposta verplaats przenies перемес 移動 移动 이동
menu menü меню メニュー 菜单 選單 메뉴
filter filtr filtro фильтр フィルタ 絞り込 筛选 过滤 篩選 필터
sort sortier trier ordenar ordina sorteer sortuj сортир 並べ替え ソート 排序 정렬
select auswahl wahl selection selecc selecion selezion kies wybierz выбр 選択 选择 選擇 선택
all alle tout tous todo todos toda tutt wszystk все すべて 全て 全部 全选 所有 모두 전체
reset zurucksetz reinitialis restablec redefin reimpost resetuj сброс リセット 重置 重設 초기화
apply anwend ubernehm appliqu aplicar applica toepass zastosuj примен 適用 应用 套用 적용
confirm bestatig conferma bevestig potwierdz подтвер 確認 确认 確定 확인
yes ja oui si sim tak да はい 是 예
no nein non nee nie нет いいえ 否 아니오
run ausfuhr execut lancer ejecut esegui uitvoer uruchom выполн запус 実行 运行 執行 실행
start starten demarr comenz iniciar avvia rozpoczn начать 開始 开始 시작
stop stopp arret deten parar ferma zatrzym останов 停止 중지
restart neustart neu redemarr reinici riavvia herstart ponownie перезапус 再起動 重启 重新啟動 다시시작
refresh aktualisier actualis rafraich actualiz atualiz aggiorn vernieuw odswiez обнов 更新 刷新 重新整理 새로고침 reload neu recharg recarg ricarica herlaad przeladuj перезагр 再読み込 リロード 重新加载 重新載入 update mise aggiorna bijwerk aktualiz アップデート 업데이트
enable aktivier einschalt activ habilit abilit attiva inschakel wlacz включ 有効 启用 啟用 활성
disable deaktivier ausschalt desactiv desativ deshabilit disabilit disattiva uitschakel wylacz отключ выключ 無効 禁用 停用 비활성
insert einfug inser вставит 挿入 插入 삽입
send absend envoy enviar invia verzend wyslij отправ 送信 发送 發送 보내기 submit einreich soumet envoyer indienen 提交 제출
comment kommentar commentair comentari commento opmerking komentarz коммент コメント 评论 註解 注释 댓글
history verlauf historique histori cronologia geschiedenis historia истори 履歴 历史 歷史 기록
list liste lista lijst список 一覧 リスト 列表 清單 목록
page seite pagina strona страниц ページ 页面 頁面 페이지
image bild imag imagen immagin afbeelding obraz изображ картин 画像 图片 图像 圖片 이미지
text texto testo tekst текст テキスト 文本 文字 텍스트
color farb couleur cor colore kleur kolor цвет 色 颜色 顏色 색
size groß grosse taille tamano tamanho dimension grootte rozmiar размер サイズ 大小 尺寸 크기
date datum fecha data дата 日付 日期 날짜
time zeit uhrzeit heure hora tempo tijd czas время 時間 时间 시간
group grupp groupe grup gruppo групп グループ 组 群組 그룹
permission berechtig autoris permis autorizz machtig uprawn разреш 権限 许可 权限 權限 권한
type typ tipo soort тип 種類 タイプ 类型 類型 유형
title titel titre titul titolo tytul заголов タイトル 标题 標題 제목
description beschreib descri omschrijv opis описан 説明 描述 설명
project projekt projet proyecto projeto progetto проект プロジェクト 项目 專案 프로젝트
dashboard overview ubersicht apercu resumen visao panoramica tableau panel painel cruscotto дашборд ダッシュボード 仪表板 仪表盘 儀表板 대시보드
report bericht rapport inform relatorio отчет レポート 報告 报告 报表 보고서
message nachricht mensaj mensagem messaggi bericht wiadomosc сообщен メッセージ 消息 訊息 메시지
account konto compte cuenta conta rekening аккаунт アカウント 账户 帳戶 账号 계정
profile profil perfil profilo профил プロフィール 个人资料 個人資料 프로필
more mehr plus mas mais altro meer wiecej еще もっと その他 更多 더보기
zoom vergroß 缩放 ズーム масштаб
left links gauch izquierd esquerd sinistr lewo лев 左 왼쪽
right rechts droit derech direit destr prawo прав 右 오른쪽
up oben haut arriba cima omhoog gora вверх 上へ 上移 위로
down unten bas abajo baixo omlaag dol вниз 下へ 下移 아래로
full vollbild plein complet schermo 全画面 全屏 全螢幕
light hell clair claro chiaro licht jasn светл ライト 浅色 明亮
order auftrag bestell commande pedido ordin bestel zamow заказ 注文 订单 訂單 주문
customer client kund cliente klant klient клиент заказчик 顧客 客户 客戶 고객
invoice bill rechnung factur fatura fattur faktur счет 請求 发票 發票 账单 청구
people person leute mensch gens persona pessoa person mensen osob люди 人員 人员 사람
product produkt produit producto produto prodott товар продукт 製品 商品 产品 產品 제품 상품
task aufgabe tache tarea tarefa attivita taak zadani задач タスク 任务 任務 할일
calendar kalender calendrier calendari календар カレンダー 日历 日曆 캘린더
company firma unternehm entrepris societe empresa azienda bedrijf компани 会社 企業 公司 회사
payment zahlung paiement pago pagam betaling platnos платеж 支払 付款 支付 결제
price preis prix precio preco prezz prijs cena цена 価格 料金 价格 가격
number nummer zahl numero nombre nummer liczb номер 番号 数量 号码 번호
phone telefon telephon telefono telefone telefoon телефон 電話 电话 전화
country land pays pais paese kraj стран 国 國家 국가
city stadt ville ciudad cidade citta stad miast город 市 城市 도시
notification benachrichtig notific melding powiadom уведом 通知 알림
status zustand etat estado stato stan статус ステータス 状态 狀態 상태
tag schlagwort etiquet etiket метк タグ 标签 標籤 태그
dark dunkel sombre oscur escuro scuro donker ciemn темн ダーク 深色 暗
`;

const NEVER_APART = /[぀-ヿ㐀-鿿가-힯]/;
const stems = new Map<string, [stem: string, meaning: number][]>();
const known = new Map<string, readonly number[]>();

/** Numbers of the meanings found in some words. */
export function meaningsOf(words: string): readonly number[] {
  let found = known.get(words);
  if (!found) {
    if (known.size > 2000) known.clear();
    known.set(words, (found = look(plain(words))));
  }
  return found;
}

/** Lower case without accents. */
const plain = (words: string): string => words.toLowerCase().replace(/\p{Script=Latin}+/gu, (w) => w.normalize("NFD").replace(/\p{M}+/gu, ""));

function look(words: string): number[] {
  if (!stems.size) learn();
  const found = new Set<number>();
  for (const word of words.match(/[\p{L}\p{M}]+/gu) ?? []) {
    for (let at = 0; at < word.length; at++) {
      if (at > 0 && !NEVER_APART.test(word[at]!)) continue;
      for (const [stem, meaning] of stems.get(word[at]!) ?? []) if (starts(word, stem, at)) found.add(meaning);
    }
  }
  return [...found];
}

const starts = (word: string, stem: string, at: number): boolean => (stem.length > 3 || NEVER_APART.test(stem) ? word.startsWith(stem, at) : word === stem);

function learn(): void {
  TABLE.trim().split("\n").forEach((row, meaning) => {
    for (const stem of row.split(" ")) stems.set(stem[0]!, [...(stems.get(stem[0]!) ?? []), [stem, meaning]]);
  });
}
